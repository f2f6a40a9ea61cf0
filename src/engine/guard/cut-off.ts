import { EXIT, HostError, type HostFailure } from '../../core/errors.ts';
import type { Guard } from '../../core/guard.ts';
import { GUARD } from './keeper.ts';

/** What was changed under a guard. */
export interface Guarded {
  /** How long the host waited for a login, in seconds. */
  readonly seconds: number;
  readonly ways: readonly Guard[];
  /** The ids of the steps. */
  readonly ids: readonly string[];
}

/** The host undid the change, and is reachable again. */
export const cutOff = (host: string, changed: Guarded): HostError =>
  new HostError({
    ...failure(host, changed),
    message: `the change cut the host off; it restored itself after ${changed.seconds} s`,
    output: `undone on the host: ${changed.ids.join(', ')}`,
    outputIs: 'what the host did',
  });

/** The host is reachable again, yet not all of its files are as they were: the next boot may cut it off. */
export const stuck = (host: string, changed: Guarded): HostError =>
  new HostError({
    ...failure(host, changed),
    message: `the change cut the host off; after ${changed.seconds} s it restored itself, except for files that could not be put back`,
    output: `undone on the host: ${changed.ids.join(', ')}`,
    outputIs: 'what the host did',
    next: `Make room on the host's disks: it tries again by itself; the files are in ${GUARD}/files. ${correct(changed)}`,
  });

/** The host did not come back in time. */
export const lostForGood = (host: string, changed: Guarded, cause: HostError): HostError =>
  new HostError(
    {
      ...failure(host, changed),
      message: `the host cannot be reached since its network was changed, nor after the ${changed.seconds} s in which it restores itself`,
      output: cause.failure.message,
      outputIs: 'the last try',
      next: `Look at the host's console. ${correct(changed)}`,
    },
    { cause },
  );

/** Somebody or something took the guard away: the change stands, yet nothing would have undone it. */
export const unguarded = (host: string, changed: Guarded): HostError =>
  new HostError({
    ...failure(host, changed),
    message: 'the files that would undo the network change were removed while the change was made',
    next: 'Find out what removes files in /var/lib/umctl, and run it again.',
  });

const failure = (host: string, changed: Guarded): Omit<HostFailure, 'message'> => ({
  host,
  exit: EXIT.failed,
  next: correct(changed),
});

/** What to do in the inventory, by the names of the variables where they are known. */
function correct({ ways, ids }: Guarded): string {
  const variables = [...new Set(ways.flatMap(({ variable }) => variable ?? []))];
  const what = variables.length > 0 ? variables.join(' or ') : `what the inventory says of ${ids.join(', ')}`;
  return `Correct ${what}, and run it again.`;
}
