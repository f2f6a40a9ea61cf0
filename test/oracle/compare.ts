import type { Answer, Oracle, Question } from './ansible.ts';
import { askUmctl } from './umctl.ts';

/** What came of asking both. */
export interface Compared {
  /** What umctl says where it refuses the inventory. */
  readonly refused?: string;
  /** Where umctl reads something else than Ansible; it must never do that without a word. */
  readonly differences: readonly string[];
  readonly ansible: Answer;
  readonly umctl: Answer;
}

/** Asks Ansible and umctl the same, and says where umctl's answer is another one. A refusal is no difference: it is said. */
export async function compare(oracle: Oracle, question: Question): Promise<Compared> {
  const [ansible, umctl] = await Promise.all([oracle.ask(question), askUmctl(question)]);
  if (umctl.error !== undefined) return { refused: umctl.error, differences: [], ansible, umctl };
  const unread = ansible.error ?? ansible.warnings?.find((warning) => /unable to parse/i.test(warning));
  if (unread !== undefined) return { differences: [`Ansible cannot read it: ${unread}`], ansible, umctl };
  return {
    differences: [
      ...printed(ansible, umctl),
      ...groups(ansible, umctl),
      ...patterns(ansible, umctl, question.patterns ?? []),
    ],
    ansible,
    umctl,
  };
}

const printed = (ansible: Answer, umctl: Answer): readonly string[] =>
  Object.entries(ansible.printed ?? {}).flatMap(([form, text]) => {
    const own = Object.entries(umctl.printed ?? {}).find(([name]) => name === form)?.[1];
    return own?.trimEnd() === text.trimEnd() ? [] : [`${form}: ${firstDifference(text, own ?? '')}`];
  });

function firstDifference(text: string, own: string): string {
  const lines = own.split('\n');
  const at = text.split('\n').findIndex((line, i) => line !== lines[i]);
  return `line ${at + 1}: Ansible has ${JSON.stringify(text.split('\n')[at])}, umctl ${JSON.stringify(lines[at])}`;
}

const groups = (ansible: Answer, umctl: Answer): readonly string[] =>
  Object.entries(ansible.groups ?? {}).flatMap(([group, hosts]) => {
    const own = umctl.groups?.[group] ?? [];
    const [theirs, ours] = ansible.settled?.[group] === true ? [hosts, own] : [hosts.toSorted(), own.toSorted()];
    return same(theirs, ours) ? [] : [`group ${group}: Ansible has ${hosts.join(' ')}, umctl ${own.join(' ')}`];
  });

const patterns = (ansible: Answer, umctl: Answer, asked: NonNullable<Question['patterns']>): readonly string[] =>
  (ansible.patterns ?? []).flatMap(({ hosts }, i) => {
    const own = umctl.patterns?.[i]?.hosts;
    // What umctl refuses is said.
    if (own === undefined) return [];
    if (hosts === undefined) return [`pattern ${i}: Ansible refuses it, umctl has ${own.join(' ')}`];
    const settled = Object.values(ansible.settled ?? {}).every(Boolean);
    // A position is another host in each run of Ansible where the order is.
    if (!settled && /\[[-\d:]+\]/.test(JSON.stringify(asked[i]))) return [];
    if (settled ? same(hosts, own) : same(hosts.toSorted(), own.toSorted())) return [];
    return [`pattern ${i}: Ansible has ${hosts.join(' ')}, umctl ${own.join(' ')}`];
  });

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, i) => name === b[i]);
