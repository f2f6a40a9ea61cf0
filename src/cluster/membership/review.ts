import type { RefusedHost } from '../../core/compose.ts';
import { EXIT, type HostFailure } from '../../core/errors.ts';
import type { Report } from '../../core/events.ts';
import type { Job } from '../../core/job.ts';
import type { Gathered } from '../../engine/gather/gather.ts';
import { hears, leftOver, nodeName } from './list.ts';
import { isRemoved, REMOVED } from './removed.ts';

/**
 * A host that leaves and does not answer keeps nobody from going on: it is told of, and left. Not while a heartbeat hears its
 * own: it would take the address as soon as it hears nobody any more.
 */
export function skipUnreachableRemoved(job: Job, gathered: Gathered, report: Report): Gathered {
  const leaving = new Set(job.hosts.filter(isRemoved).map(({ name }) => name));
  const gone = [...gathered.failed.values()].filter(
    ({ host, exit, reached }) => exit === EXIT.unreachable && reached !== true && leaving.has(host),
  );
  const said = gathered.recalled('members');
  const hearers = (name: string): readonly string[] =>
    [...said].flatMap(([host, text]) => (nodeName(host) !== nodeName(name) && hears(text, name) ? [host] : []));
  const failed = new Map<string, HostFailure>(gathered.failed);
  for (const failure of gone) {
    const { host, message } = failure;
    const heardBy = hearers(host);
    if (heardBy.length === 0) {
      failed.delete(host);
      report({
        type: 'warning',
        message:
          `${host} is removed and does not answer, so umctl's traces stay on it, its start at boot among them: keep it ` +
          'switched off, or run this again once it is back; the rest goes on',
      });
    } else
      failed.set(host, {
        ...failure,
        message: `${message}; ${heardBy.join(' and ')} hears its heartbeat, so it may be alive, and would take the virtual address`,
        next: `Switch ${host} off, or make it answer, and run this again.`,
      });
  }
  return { ...gathered, failed };
}

/** Members that the nodes know of and nobody else, but for {@link unlistedDirectors}. */
export const leftOverWarnings = (job: Job, { recalled }: Gathered): readonly string[] => {
  const lists = [...recalled('members').values()];
  const directors = leftOver(lists, namesOf(job), 'directors');
  return leftOver(lists, namesOf(job))
    .filter((name) => !directors.includes(name))
    .map((name) => `${name} ${UNLISTED}: umctl's traces are still on it; ${LIST_IT} to have them removed`);
};

/** Directors that the nodes know of and nobody else: heartbeat runs there, and would hear the others no more. */
export const unlistedDirectors = (job: Job, { recalled }: Gathered): readonly RefusedHost[] =>
  leftOver(recalled('members').values(), namesOf(job), 'directors').map((name) => ({
    host: name,
    problem: {
      message:
        `${name} ${UNLISTED}, and a director: without it the others would hear its heartbeat no more, and both would take ` +
        `the virtual address; ${LIST_IT} to have it leave`,
    },
  }));

const namesOf = (job: Job): ReadonlySet<string> => new Set(job.hosts.map(({ name }) => name));

const UNLISTED = 'was a member of this cluster and is not in the inventory';
const LIST_IT = `list it once more, in a group \`${REMOVED}\`,`;
