import type { z } from 'zod';
import { segmentSchema } from '../../src/cluster/model/segment-vars.ts';
import { ipAddress } from '../../src/core/schema.ts';

export const vars = segmentSchema({
  /** The segment's router, which every node's default route goes through. */
  gateway: ipAddress,
});

export type GatewayVars = z.infer<typeof vars>;
