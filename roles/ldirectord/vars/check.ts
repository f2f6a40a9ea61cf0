import { z } from 'zod';
import { storedSecret } from '../../../src/cluster/model/secret-vars.ts';
import { port } from '../../../src/core/schema.ts';
import { wholeSeconds } from './globals.ts';
import { refineCheck } from './refine-check.ts';
import { SERVICES } from './services.ts';
import { path, pattern, plainQuotable, quotable, requestHost } from './text.ts';

const KINDS = ['negotiate', 'connect', 'ping', 'external', 'external-perl', 'on', 'off'] as const;

/** How a service's real servers are checked; ldirectord(8)'s settings, without their prefix `check`. */
export const check = z
  .strictObject({
    /** A number N: connect each time, negotiate every N times. */
    type: z.union([z.enum(KINDS), z.int().min(1)]).default('negotiate'),
    service: z.enum(SERVICES).optional(),
    /** What is asked for: a path, a name, a query, as the service has it. */
    request: quotable.optional(),
    /** A Perl regular expression that the answer has to match. */
    receive: pattern.optional(),
    httpmethod: z.enum(['GET', 'HEAD']).optional(),
    virtualhost: requestHost.optional(),
    login: plainQuotable.optional(),
    passwd: storedSecret.optional(),
    database: plainQuotable.optional(),
    /** For radius. */
    secret: storedSecret.optional(),
    port: port.optional(),
    /** For external checks; called with the addresses and ports of the virtual service and of the real server. */
    command: path.optional(),
    timeout: wholeSeconds.optional(),
    negotiatetimeout: wholeSeconds.optional(),
    /** Needs `fork` in `ldirectord`. */
    interval: wholeSeconds.optional(),
    /** Attempts of a ping check. */
    count: z.int().min(1).optional(),
    failurecount: z.int().min(1).optional(),
  })
  .superRefine(refineCheck);

export type ServiceCheck = z.infer<typeof check>;
