import { EXIT, HostError } from '../core/errors.ts';
import type { Step } from '../core/plan.ts';
import { samePlan } from './observe.ts';

/** The host's plan is no longer the one that was approved. */
export const moved = (host: string, before: readonly Step[], now: readonly Step[]): HostError =>
  new HostError({
    host,
    exit: EXIT.moved,
    message: 'the host has moved since the plan was shown, so nothing was changed on it',
    output: [
      ...now
        .filter((step) => !before.some((old) => samePlan([old], [step])))
        .map((step) => `now:    ${describe(step)}`),
      ...before
        .filter((step) => !now.some((new_) => samePlan([new_], [step])))
        .map((step) => `before: ${describe(step)}`),
    ].join('\n'),
    next: 'Run the command again to see and approve the plan as it is now.',
  });

/** All steps were done, and steps are left. */
export const notConverged = (host: string, left: readonly Step[]): HostError =>
  new HostError({
    host,
    exit: EXIT.failed,
    message: 'not converged: after all steps were done the host is still not as wanted',
    output: left.map(describe).join('\n'),
    next: 'Something on the host sets it back: look for another tool or a service that manages the same thing.',
  });

const describe = ({ id, changes }: Step): string =>
  `${id}: ${changes.map(({ field, from, to }) => `${field} ${short(from)} -> ${short(to)}`).join(', ')}`;

const short = (value: unknown): string => {
  const text = value === undefined ? '(none)' : String(value);
  return text.includes('\n') || text.length > 60 ? `(${text.length} characters)` : text;
};
