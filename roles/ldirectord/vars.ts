import { z } from 'zod';
import { logging } from '../../src/cluster/model/logging-vars.ts';
import { segment } from '../../src/cluster/model/segment-vars.ts';
import { handover } from '../heartbeat/handover/handover-vars.ts';
import { globals } from './vars/globals.ts';
import { weight } from './vars/real-server.ts';
import { refineServices } from './vars/refine-services.ts';
import { service } from './vars/service.ts';

export const vars = z
  .object({
    ...segment,
    ...handover,
    ...logging,
    /** How much of the load the node takes, for all its services, next to the others. */
    weight: weight.default(1),
    virtual_services: z.array(service).min(1),
    /** Settings for all services; see ldirectord(8). */
    ldirectord: globals.prefault({}),
  })
  .superRefine(refineServices);

export type LdirectordVars = z.infer<typeof vars>;
