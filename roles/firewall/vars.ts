import { z } from 'zod';
import { segmentSchema } from '../../src/cluster/model/segment-vars.ts';
import { network } from '../../src/core/schema.ts';

const MODES = { error: 'expected manage or leave' };

export const vars = segmentSchema({
  /** `manage`: a firewall that is in force lets in what the cluster needs. `leave`: it stays as it is. */
  firewall: z.enum(['manage', 'leave'], MODES).default('manage'),
  /** Where clients of virtual services come from; unset = from anywhere. */
  client_networks: z
    .array(network, { error: 'expected a list of networks such as 203.0.113.0/24' })
    .min(1, { error: 'expected at least one network; leave it out where clients come from anywhere' })
    .optional(),
});

export type FirewallVars = z.infer<typeof vars>;
