import { z } from 'zod';
import { seconds } from '../../core/schema.ts';
import { FAULT_NAMES, type FaultName } from './fault-names.ts';
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

const byFault = Object.fromEntries(FAULT_NAMES.map((name) => [name, z.strictObject(limits).optional()])) as Readonly<
  Record<FaultName, z.ZodOptional<z.ZodObject<typeof limits, z.core.$strict>>>
>;

/** An HTTP proxy where clients are; the load goes through it. */
const proxy = z
  .string()
  .refine(isHttpUrl, { error: 'expected the URL of an HTTP proxy such as http://192.0.2.7:3128' })
  .optional();

/** `drill` in an inventory: what a drill may cost at most, for every fault and, by its name, for one. */
export const drillVars = z.object({
  drill: z.strictObject({ ...limits, proxy, slow_after: seconds.default(0.25), ...byFault }).prefault({}),
});

export type DrillVars = z.infer<typeof drillVars>['drill'];

/** What a drill may cost at most; what is not there may cost anything. Times are in seconds. */
export interface Limits {
  readonly longest_gap?: number | undefined;
  readonly failed?: number | undefined;
  readonly slow?: number | undefined;
  readonly broken?: number | undefined;
  readonly recovery?: number | undefined;
}

export const LIMIT_NAMES = ['recovery', 'longest_gap', 'failed', 'broken', 'slow'] as const;
export type LimitName = (typeof LIMIT_NAMES)[number];

/** The limits for a fault, one by one: the inventory's for this fault, else its for all, else the fault's own. */
export function limitsFor(fault: FaultName, vars: DrillVars, usual: Limits): Limits {
  const given = LIMIT_NAMES.flatMap((name) => {
    const limit = vars[fault]?.[name] ?? vars[name] ?? usual[name];
    return limit === undefined ? [] : [[name, limit] as const];
  });
  return Object.fromEntries(given);
}
