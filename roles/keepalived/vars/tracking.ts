import { z } from 'zod';
import { interfaceName } from '../../../src/core/schema.ts';
import { command, user } from './command.ts';

/** What a priority is changed by; without it, a failure takes the director out altogether. */
const weight = z.int().min(-253).max(253);

export const instanceName = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, { error: 'expected letters, digits, - and _' });

/** An interface without which a director cannot be the active one. */
export const trackedInterface = z.union([
  interfaceName.transform((name) => ({ interface: name })),
  z.strictObject({ interface: interfaceName, weight: weight.optional() }),
]);

/** A command by whose exit code a director can be the active one, or is more or less likely to be. */
export const trackedScript = z.strictObject({
  name: instanceName,
  command,
  interval: z.int().min(1).default(1),
  timeout: z.int().min(1).optional(),
  weight: weight.default(0),
  rise: z.int().min(1).optional(),
  fall: z.int().min(1).optional(),
  user: user.optional(),
});

/** Commands that run when a director becomes active, standby, or unfit to be either, and when keepalived ends. */
export const notify = z.strictObject({
  master: command.optional(),
  backup: command.optional(),
  fault: command.optional(),
  stop: command.optional(),
});

export type TrackedScript = z.infer<typeof trackedScript>;
