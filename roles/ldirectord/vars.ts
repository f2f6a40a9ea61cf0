import { z } from 'zod';
import { logging } from '../../src/cluster/model/logging-vars.ts';
import { refineAddresses } from '../../src/cluster/model/refine-addresses.ts';
import { refineServices, refineSomeService } from '../../src/cluster/services/refine-services.ts';
import { serviceSchema } from '../../src/cluster/services/service.ts';
import { servicesSchema } from '../../src/cluster/services/vars.ts';
import { handover } from '../heartbeat/handover/handover-vars.ts';
import { refineSettings } from './refine-settings.ts';
import { writable } from './writable.ts';

const always = { when: () => true };

export const vars = z
  .object({ ...servicesSchema(serviceSchema(writable)), ...handover, ...logging })
  .superRefine(refineAddresses, always)
  .superRefine(refineSomeService, always)
  .superRefine(refineServices)
  .superRefine(refineSettings);

export type LdirectordVars = z.infer<typeof vars>;
