import { z } from 'zod';
import { segment } from '../model/segment-vars.ts';
import { weight } from './real-server.ts';
import { SECTION } from './section.ts';
import { serviceSchema } from './service.ts';
import { settings } from './settings.ts';
import type { Writable } from './text.ts';

/** What every balancer reads of an inventory: the virtual services, their real servers and checks. See `refineServices`, too. */
export const servicesSchema = (writable: Writable) => ({
  ...segment,
  /** How much of the load the node takes, for all its services, next to the others. */
  weight: weight.default(1),
  virtual_services: z.array(serviceSchema(writable)).min(1),
  /** Settings for all services. */
  [SECTION]: settings.prefault({}),
});

export type ServicesVars = z.infer<z.ZodObject<ReturnType<typeof servicesSchema>>>;
