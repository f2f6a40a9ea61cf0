import { z } from 'zod';
import { seconds } from '../../core/schema.ts';
import { isHttpUrl } from './http-url.ts';

const number = z.int({ error: 'expected a whole number, 0 or more' }).min(0, { error: 'expected 0 or more' });

const limits = {
  /** Seconds without an answer to a new connection. */
  longest_gap: seconds.optional(),
  /** Requests without a good answer. */
  failed: number.optional(),
  /** Good answers that took longer than `slow_after`. */
  slow: number.optional(),
  /** Keep-alive connections that ended. */
  broken: number.optional(),
  /** Seconds from the fault until new connections are all served again. */
  recovery: seconds.optional(),
};

/** An HTTP proxy where clients are; the load goes through it. */
const proxy = z
  .string()
  .refine(isHttpUrl, { error: 'expected the URL of an HTTP proxy such as http://192.0.2.7:3128' })
  .optional();

/** `drill` in an inventory: what a drill may cost at most, for every fault and, by its name, for one of `faults`. */
export function drillVars(faults: readonly string[]): z.ZodType<{ readonly drill: DrillVars }> {
  const byFault = Object.fromEntries(faults.map((name) => [name, z.strictObject(limits).optional()]));
  return z.object({
    drill: z.strictObject({ ...byFault, ...limits, proxy, slow_after: seconds.default(0.25) }).prefault({}),
  });
}

/** What a drill may cost at most; what is not there may cost anything. Times are in seconds. */
export interface Limits {
  readonly longest_gap?: number | undefined;
  readonly failed?: number | undefined;
  readonly slow?: number | undefined;
  readonly broken?: number | undefined;
  readonly recovery?: number | undefined;
}

export interface DrillVars extends Limits {
  readonly proxy?: string | undefined;
  readonly slow_after: number;
  /** Those of one fault, by its name. */
  readonly [fault: string]: Limits | number | string | undefined;
}

export const LIMIT_NAMES = ['recovery', 'longest_gap', 'failed', 'broken', 'slow'] as const;
export type LimitName = (typeof LIMIT_NAMES)[number];

/** The limits for a fault, one by one: the inventory's for this fault, else its for all, else the fault's own. */
export function limitsFor(fault: string, vars: DrillVars, usual: Limits): Limits {
  const own = vars[fault];
  const limits = typeof own === 'object' ? own : {};
  const given = LIMIT_NAMES.flatMap((name) => {
    const limit = limits[name] ?? vars[name] ?? usual[name];
    return limit === undefined ? [] : [[name, limit] as const];
  });
  return Object.fromEntries(given);
}
