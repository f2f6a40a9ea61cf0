import { z } from 'zod';
import { logging } from '../../src/cluster/model/logging-vars.ts';
import { refineServices } from '../../src/cluster/services/refine-services.ts';
import { servicesSchema } from '../../src/cluster/services/vars.ts';
import { handover } from '../heartbeat/handover/handover-vars.ts';
import { refineSettings } from './refine-settings.ts';
import { writable } from './writable.ts';

export const vars = z
  .object({ ...servicesSchema(writable), ...handover, ...logging })
  .superRefine(refineServices)
  .superRefine(refineSettings);

export type LdirectordVars = z.infer<typeof vars>;
