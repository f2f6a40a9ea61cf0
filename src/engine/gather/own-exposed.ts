import { EXIT, HostError } from '../../core/errors.ts';
import { OWN_EXPOSED } from '../../resources/shell/exposed.ts';

/**
 * Refuses a host where somebody else may have written what umctl would trust: copies to restore from, what services have
 * loaded, who is drained.
 * @param why the answer to `askOwnExposed`
 * @throws HostError unless it is empty
 */
export function refuseExposed(host: string, why: string): void {
  if (why.trim() === '') return;
  throw new HostError({
    host,
    exit: EXIT.failed,
    message: `${OWN_EXPOSED}${why.trim()}`,
    next: 'Check what is in it and who owns it, give it to root alone, and run it again.',
  });
}
