import { z } from 'zod';
import { logging } from '../../src/cluster/model/logging-vars.ts';
import { refineAddresses } from '../../src/cluster/model/refine-addresses.ts';
import { realServerSchema } from '../../src/cluster/services/real-server.ts';
import { refineServices, refineSomeService } from '../../src/cluster/services/refine-services.ts';
import { serviceSchema } from '../../src/cluster/services/service.ts';
import { servicesSchema } from '../../src/cluster/services/vars.ts';
import { ownReal, ownService } from './vars/own-service.ts';
import { refineSettings } from './vars/refine-settings.ts';
import { section } from './vars/section.ts';
import { SERVICE_WORDS } from './vars/words.ts';
import { writable } from './vars/writable.ts';

/** A virtual service, with what only keepalived has for it and its real servers. */
const service = serviceSchema(writable)
  .safeExtend({
    ...SERVICE_WORDS,
    real_servers: z.array(realServerSchema(writable).safeExtend({ keepalived: ownReal.optional() })).default([]),
    keepalived: ownService.optional(),
  })
  .superRefine(({ real_servers: reals, keepalived: own }, { addIssue }) => {
    const at = own?.checks === undefined ? reals.findIndex(({ keepalived }) => keepalived?.checks !== undefined) : -1;
    const message = 'expected `checks` under `keepalived:` of the service, too: those of all other real servers';
    if (at >= 0) addIssue({ code: 'custom', path: ['real_servers', at, 'keepalived'], message });
  });

export type KeepalivedService = z.infer<typeof service>;

const always = { when: () => true };

export const vars = z
  .object({
    ...servicesSchema(service),
    ...logging,
    keepalived: section.prefault({}),
    /** Which director is active by preference: the highest. Default: by the order of directors. */
    priority: z.int().min(1).max(254).optional(),
  })
  .superRefine(refineAddresses, always)
  .superRefine(refineSomeService, always)
  .superRefine(refineServices)
  .superRefine(refineSettings);

export type KeepalivedVars = z.infer<typeof vars>;
