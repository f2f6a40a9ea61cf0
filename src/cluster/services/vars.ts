import { z } from 'zod';
import { addressSchema, segment } from '../model/segment-vars.ts';
import { weight } from './real-server.ts';
import { SECTION } from './section.ts';
import type { serviceSchema } from './service.ts';
import { settings } from './settings.ts';

type ServiceSchema = ReturnType<typeof serviceSchema>;

/**
 * What every balancer reads of an inventory: the virtual services, their real servers and checks; `service` is the schema of one.
 * See `refineServices`, too.
 */
export const servicesSchema = <Service extends ServiceSchema>(service: Service) => ({
  ...segment,
  virtual_addresses: z
    .array(addressSchema(z.array(service).min(1)))
    .min(1)
    .optional(),
  /** How much of the load the node takes, for all its services, next to the others. */
  weight: weight.default(1),
  /** On all virtual addresses, or on those that a service names. */
  virtual_services: z.array(service).min(1).optional(),
  /** Settings for all services. */
  [SECTION]: settings.prefault({}),
});

export type ServicesVars = z.infer<z.ZodObject<ReturnType<typeof servicesSchema<ServiceSchema>>>>;
