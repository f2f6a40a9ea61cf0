import { basename } from 'node:path';
import { InputError, type Problem } from '../../core/errors.ts';
import type { Secrets } from '../../core/secrets.ts';
import { collector, type Groups, type Variables } from '../groups.ts';
import { hierarchy } from '../hierarchy.ts';
import { distinct } from '../problems.ts';
import { readGroups } from '../read-groups.ts';
import { isProgram, readSource } from '../source/read-source.ts';
import { DEFAULT_RULES, renamed, type SourceRules } from '../source/rules.ts';
import { envelopeReader } from '../vault/envelope-reader.ts';
import { warningKeeper } from '../with-warnings.ts';
import { isTemplate } from '../yaml/template.ts';
import { commentsOf } from './comments.ts';
import { inventoryYaml } from './to-yaml.ts';
import type { Envelope } from './yaml-value.ts';

/** Inventories as one in YAML, and what is hardly meant in them. */
export interface Converted {
  readonly text: string;
  readonly warnings: readonly Problem[];
}

/**
 * Inventories as one in YAML: groups, hosts and the variables beside them in their order, vaulted values vaulted. What stands in
 * `group_vars/` and `host_vars/` stays there.
 * @throws InputError with all that is wrong, and where YAML would not say the same
 */
export async function convertInventory(
  sources: readonly string[],
  secrets: Pick<Secrets, 'defer' | 'reveal'>,
  rules: SourceRules = DEFAULT_RULES,
): Promise<Converted> {
  const { vaulted, ...reader } = envelopeReader(secrets);
  const { heard, warnings } = warningKeeper();
  const readYaml = heard(reader.readYaml);
  const collect = collector();
  const texts = new Map<string, string>();
  const keep = (file: string, text: string) => texts.set(file, text);
  for (const source of sources) await readSource(source, { readYaml, heard, collect, rules, keep });
  const collected = collect.collected();
  const problems = [...collected.problems, ...hierarchy(collected).problems, ...renamed(collected, rules)];
  if (problems.length > 0) throw new InputError(distinct(problems));
  const files = filesOf(collected);
  const programs = await Promise.all(files.map(async (file) => ((await isProgram(file)) ? [file] : [])));
  if (programs.flat().length > 0) throw new InputError(programs.flat().map(refuseProgram));
  const comments = commentsOf(texts);
  const names = sources.map((source) => basename(source)).join(', ');
  const head = `# Converted by umctl from ${names}. Variables in group_vars/ and host_vars/ stay in their files.`;
  const text = `${[head, ...inventoryYaml(collected, { comments, envelope: vaulted })].join('\n')}\n`;
  const again = collector();
  const { root } = readYaml('the converted inventory', text);
  if (root !== undefined) readGroups(root, again);
  refuseDifference(collected, again.collected(), vaulted);
  return { text, warnings: warnings() };
}

/** The files in which groups and hosts stand, and the programs that named them. */
const filesOf = ({ groups, hosts }: Groups): readonly string[] => [
  ...new Set([...groups.values(), ...hosts.values()].map(({ at }) => at.file.replace(/ \(what .* prints\)$/, ''))),
];

const refuseProgram = (file: string): Problem => ({
  at: { file, line: 1, column: 1 },
  message: 'a program, which may answer otherwise the next time, cannot be converted; give the other sources alone',
});

/** Refuses where the conversion would say something else, which no inventory is known to do. */
function refuseDifference(before: Groups, after: Groups, vaulted: Envelope): void {
  const [old, converted] = [orders(before, vaulted), orders(after, vaulted)];
  const differing =
    [...old].find(([what, names]) => converted.get(what) !== names) ?? [...converted].find(([what]) => !old.has(what));
  if (differing === undefined) return;
  const twice = [...before.hosts.values()].find(({ name }) => before.groups.has(name));
  if (twice !== undefined) throw new InputError([{ at: twice.at, message: TWICE(twice.name) }]);
  throw new InputError([{ message: `${differing[0]} cannot be kept in YAML; nothing was written` }]);
}

const TWICE = (name: string): string =>
  `"${name}" is a host and a group, and the order of lines says which of them has the variables; rename one, then convert`;

/** What must not change: who is in which group in which order, and the values of variables. */
function orders(collected: Groups, vaulted: Envelope): ReadonlyMap<string, string> {
  const order = hierarchy(collected);
  const values = (vars: Variables): string =>
    JSON.stringify([...vars].map(([name, { content }]) => [name, withEnvelopes(content.value, vaulted)]).toSorted());
  return new Map([
    ...order.groups.map((name) => [`the order of hosts in ${name}`, order.membersOf(name).join(' ')] as const),
    ...order.groups.map((name) => [`the groups in ${name}`, order.childrenOf(name).join(' ')] as const),
    ...[...collected.hosts.keys()].map(
      (name) => [`the groups of host ${name}`, order.groupsOf(name).join(' ')] as const,
    ),
    ...withVars(collected.groups).map(({ name, vars }) => [`the variables of group ${name}`, values(vars)] as const),
    ...withVars(collected.hosts).map(({ name, vars }) => [`the variables of host ${name}`, values(vars)] as const),
  ]);
}

const withVars = <T extends { readonly vars: Variables }>(things: ReadonlyMap<string, T>): readonly T[] =>
  [...things.values()].filter(({ vars }) => vars.size > 0);

/** A value with the ansible-vault texts in place of their tokens, which are others in each reading. */
function withEnvelopes(value: unknown, vaulted: Envelope): unknown {
  if (typeof value === 'string') return vaulted(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => withEnvelopes(item, vaulted));
  if (typeof value !== 'object' || value === null || isTemplate(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withEnvelopes(inner, vaulted)]));
}
