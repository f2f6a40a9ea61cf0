import { EXIT, HostError } from '../../core/errors.ts';
import type { SavedStep } from '../../core/plan.ts';
import { describeMove, showStep } from './describe-move.ts';

/** The host's plan is no longer the one that was approved. */
export const moved = (host: string, before: readonly SavedStep[], now: readonly SavedStep[]): HostError =>
  new HostError({
    host,
    exit: EXIT.moved,
    message: 'no longer matches the plan that was shown, so nothing was changed on it',
    output: describeMove(before, now).join('\n'),
    outputIs: 'what differs',
    next: 'Run the command again to see and approve the plan as it is now.',
  });

/** What the plan was made of is another, though its steps may not be. */
export const movedOtherwise = (host: string, how: readonly string[]): HostError => {
  const { failure } = moved(host, [], []);
  return new HostError({ ...failure, output: how.join('\n') });
};

/** All steps were done, and steps are left. */
export const notConverged = (host: string, left: readonly SavedStep[]): HostError =>
  new HostError({
    host,
    exit: EXIT.failed,
    message: 'not converged: after all steps were done the host is still not as wanted',
    output: left.map(showStep).join('\n'),
    outputIs: 'what is left',
    next: 'Something on the host sets it back: look for another tool or a service that manages the same thing.',
  });
