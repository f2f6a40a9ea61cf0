import type { Reviewed, Said } from '../../core/domain.ts';
import { EXIT, type HostFailure, type RefusedHost } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import type { HaStack } from '../ports/ha-stack.ts';
import { leftOver, lowerCaseName, parseMembers } from './list.ts';
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
      refused: [...moved(said), ...unlistedDirectors(ha, hosts, said)],
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
const leftOverWarnings = (hosts: readonly Host[], { recalled, elsewhere }: Said): readonly string[] => {
  const lists = [...recalled('members').values()];
  const known = namesOf(hosts, elsewhere);
  const directors = leftOver(lists, known, 'directors');
  return leftOver(lists, known)
    .filter((name) => !directors.includes(name))
    .map((name) => `${name} ${UNLISTED}: umctl's files are still on it; ${LIST_IT} to have them removed`);
};

/** Directors that the nodes know of and nobody else: they run on, and would hear the others no more. */
const unlistedDirectors = ({ id }: Ha, hosts: readonly Host[], { recalled, elsewhere }: Said): readonly RefusedHost[] =>
  leftOver(recalled('members').values(), namesOf(hosts, elsewhere), 'directors').map((name) => ({
    host: name,
    problem: {
      message:
        `${name} ${UNLISTED}, and a director: without it the others would hear its ${id} no more, and both would take ` +
        `the virtual address; ${LIST_IT} to have it leave`,
    },
  }));

/**
 * Hosts that were in one cluster and are in two now. Clients of the one would be sent to a host of the other until both are
 * changed, and a director would hear the others no more.
 */
function moved({ recalled, elsewhere = new Map() }: Said): readonly RefusedHost[] {
  const lists = [...recalled('members')].map(
    ([host, text]) => [host, parseMembers(text).members.map(lowerCaseName)] as const,
  );
  return [...elsewhere].flatMap(([name, cluster]) => {
    const knowing = lists.flatMap(([host, members]) => (members.includes(lowerCaseName(name)) ? [host] : []));
    if (knowing.length === 0) return [];
    const message =
      `${name} is in ${cluster === '' ? 'another cluster' : `the cluster ${cluster}`} now, and was in one with ${knowing.join(' and ')}: ` +
      `a host leaves a cluster before it joins another. List it in a group \`${REMOVED}\` with \`cluster\` as it was, and run ` +
      'umctl apply; then write it where it is to be';
    return [{ host: name, problem: { message } }];
  });
}

/** All hosts of the inventory, those of other clusters included. */
const namesOf = (hosts: readonly Host[], elsewhere: Said['elsewhere']): ReadonlySet<string> =>
  new Set([...hosts.map(({ name }) => name), ...(elsewhere?.keys() ?? [])]);

const UNLISTED = 'was a member of this cluster and is not in the inventory';
const LIST_IT = `list it once more, in a group \`${REMOVED}\`,`;
