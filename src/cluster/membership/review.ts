import type { Reviewed, Said } from '../../core/domain.ts';
import { EXIT, type HostFailure, type RefusedHost } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import type { HaStack } from '../ports/ha-stack.ts';
import { leftOver, lowerCaseName } from './list.ts';
import { isRemoved, REMOVED } from './removed.ts';

type Ha = Pick<HaStack, 'id' | 'hears'>;

/** Judges, by the nodes' lists of members and by whom they hear, who has left, and whether the rest can go on. */
export const review =
  (ha: Ha) =>
  (hosts: readonly Host[], said: Said): Reviewed => {
    const { failed, warnings } = skipUnreachableRemoved(ha, hosts, said);
    return {
      failed,
      warnings: [...warnings, ...leftOverWarnings(hosts, said)],
      refused: unlistedDirectors(ha, hosts, said),
    };
  };

/**
 * A host that leaves and does not answer keeps nobody from going on: it is told of, and left. Not while a director hears it:
 * it would take the address as soon as it hears nobody any more.
 */
function skipUnreachableRemoved(
  ha: Ha,
  hosts: readonly Host[],
  { failed: given, recalled }: Said,
): Omit<Reviewed, 'refused'> {
  const warnings: string[] = [];
  const leaving = new Set(hosts.filter(isRemoved).map(({ name }) => name));
  const gone = [...given.values()].filter(
    ({ host, exit, reached }) => exit === EXIT.unreachable && reached !== true && leaving.has(host),
  );
  const said = recalled(ha.id);
  const hearers = (name: string): readonly string[] =>
    [...said].flatMap(([host, text]) =>
      lowerCaseName(host) !== lowerCaseName(name) && ha.hears(text, name) ? [host] : [],
    );
  const failed = new Map<string, HostFailure>(given);
  for (const failure of gone) {
    const { host, message } = failure;
    const heardBy = hearers(host);
    if (heardBy.length === 0) {
      failed.delete(host);
      warnings.push(
        `${host} is removed and does not answer, so umctl's files stay on it, and its services still start at boot: keep it ` +
          'switched off, or run this again once it is back; the rest of the run goes on',
      );
    } else
      failed.set(host, {
        ...failure,
        message: `${message}; ${heardBy.join(' and ')} hears its ${ha.id}, so it may be alive, and would take the virtual address`,
        next: `Switch ${host} off, or make it answer, and run this again.`,
      });
  }
  return { failed, warnings };
}

/** Members that the nodes know of and nobody else, but for {@link unlistedDirectors}. */
const leftOverWarnings = (hosts: readonly Host[], { recalled }: Said): readonly string[] => {
  const lists = [...recalled('members').values()];
  const directors = leftOver(lists, namesOf(hosts), 'directors');
  return leftOver(lists, namesOf(hosts))
    .filter((name) => !directors.includes(name))
    .map((name) => `${name} ${UNLISTED}: umctl's files are still on it; ${LIST_IT} to have them removed`);
};

/** Directors that the nodes know of and nobody else: they run on, and would hear the others no more. */
const unlistedDirectors = ({ id }: Ha, hosts: readonly Host[], { recalled }: Said): readonly RefusedHost[] =>
  leftOver(recalled('members').values(), namesOf(hosts), 'directors').map((name) => ({
    host: name,
    problem: {
      message:
        `${name} ${UNLISTED}, and a director: without it the others would hear its ${id} no more, and both would take ` +
        `the virtual address; ${LIST_IT} to have it leave`,
    },
  }));

const namesOf = (hosts: readonly Host[]): ReadonlySet<string> => new Set(hosts.map(({ name }) => name));

const UNLISTED = 'was a member of this cluster and is not in the inventory';
const LIST_IT = `list it once more, in a group \`${REMOVED}\`,`;
