import { z } from 'zod';
import { port } from '../../core/schema.ts';
import { storedSecret } from '../model/secret-vars.ts';
import { SERVICES } from './negotiation.ts';
import { refineCheck } from './refine-check.ts';
import { wholeSeconds } from './settings.ts';
import { asPattern, path, requestHost, type Writable } from './text.ts';

const KINDS = ['negotiate', 'connect', 'ping', 'external', 'external-perl', 'on', 'off'] as const;

/** How a service's real servers are checked; the settings of its manual page, without their prefix `check`. */
export const checkSchema = ({ text, beside }: Writable) =>
  z
    .strictObject({
      /** A number N: connect each time, negotiate every N times. */
      type: z.union([z.enum(KINDS), z.int().min(1)]).default('negotiate'),
      service: z.enum(SERVICES).optional(),
      /** What is asked for: a path, a name, a query, as the service has it. */
      request: text.optional(),
      /** A Perl regular expression that the answer has to match. */
      receive: asPattern(text).optional(),
      httpmethod: z.enum(['GET', 'HEAD']).optional(),
      virtualhost: requestHost.optional(),
      login: beside.optional(),
      passwd: storedSecret.optional(),
      database: beside.optional(),
      /** For radius. */
      secret: storedSecret.optional(),
      port: port.optional(),
      /** For external checks; called with the addresses and ports of the virtual service and of the real server. */
      command: path.optional(),
      timeout: wholeSeconds.optional(),
      negotiatetimeout: wholeSeconds.optional(),
      /** Not every balancer goes by it. */
      interval: wholeSeconds.optional(),
      /** Attempts of a ping check. */
      count: z.int().min(1).optional(),
      failurecount: z.int().min(1).optional(),
    })
    .superRefine(refineCheck);

export type ServiceCheck = z.infer<ReturnType<typeof checkSchema>>;
