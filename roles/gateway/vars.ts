import { z } from 'zod';
import { segment } from '../../src/cluster/model/segment-vars.ts';
import { ipv4Address } from '../../src/core/schema.ts';

export const vars = z.object({
  ...segment,
  /** The segment's router, which every node's default route goes through. */
  gateway: ipv4Address,
});

export type GatewayVars = z.infer<typeof vars>;
