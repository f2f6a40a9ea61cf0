/** What a node knows of its cluster, in a file of umctl's own: so that a host which leaves the inventory is not forgotten. */
export interface MemberList {
  /** The virtual address, without its prefix length. */
  readonly address?: string;
  /** Names of all nodes. */
  readonly members: readonly string[];
}

export const renderMembers = ({ address = '', members }: MemberList): string =>
  [
    '# Written by umctl: the cluster that this host is in.',
    `address ${address}`,
    ...members.map((name) => `member ${name}`),
  ]
    .map((line) => `${line}\n`)
    .join('');

/** Reads a list; other lines are left alone. */
export function parseMembers(text: string): MemberList {
  const said = (word: string): readonly string[] =>
    text.split('\n').flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
  const [address = ''] = said('address');
  return { ...(address === '' ? {} : { address }), members: said('member') };
}

/** Names that nodes know as members and that `known` does not have, each once. */
export const leftOver = (lists: Iterable<string>, known: ReadonlySet<string>): readonly string[] => [
  ...new Set([...lists].flatMap((text) => parseMembers(text).members).filter((name) => !known.has(name))),
];
