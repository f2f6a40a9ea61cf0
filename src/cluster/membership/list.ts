/** What a node knows of its cluster, in a file of umctl's own: so that a host which leaves the inventory is not forgotten. */
export interface MemberList {
  /** The virtual addresses, without their prefix lengths. */
  readonly addresses: readonly string[];
  /** Names of all nodes. */
  readonly members: readonly string[];
  /** Those of them that are directors; lists of earlier versions do not say. */
  readonly directors: readonly string[];
}

export const renderMembers = ({ addresses, members, directors }: MemberList): string =>
  [
    '# Written by umctl: the cluster that this host is in.',
    ...addresses.map((address) => `address ${address}`),
    ...members.map((name) => `member ${name}`),
    ...directors.map((name) => `director ${name}`),
  ]
    .map((line) => `${line}\n`)
    .join('');

/** Reads a list; other lines are left alone. */
export function parseMembers(text: string): MemberList {
  const said = (word: string): readonly string[] =>
    text.split('\n').flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
  const addresses = said('address').filter((address) => address !== '');
  return { addresses, members: said('member'), directors: said('director') };
}

/** A node's name, to be compared: stacks may print it in lower case, whatever `uname -n` says. */
export const lowerCaseName = (name: string): string => name.toLowerCase();

/** Names that nodes know as members, or as directors, and that `known` does not have, each once. */
export const leftOver = (
  lists: Iterable<string>,
  known: ReadonlySet<string>,
  what: 'members' | 'directors' = 'members',
): readonly string[] => {
  const names = new Set([...known].map(lowerCaseName));
  return [
    ...new Set(
      [...lists].flatMap((text) => parseMembers(text)[what]).filter((name) => !names.has(lowerCaseName(name))),
    ),
  ];
};
