import { z } from 'zod';
import { segment } from '../../src/cluster/model/segment-vars.ts';
import { ipAddress } from '../../src/core/schema.ts';

export const vars = z.object({
  ...segment,
  /** The segment's router, which every node's default route goes through. */
  gateway: ipAddress,
});

export type GatewayVars = z.infer<typeof vars>;
