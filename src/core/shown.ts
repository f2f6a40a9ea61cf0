import type { Change } from './resource.ts';
import type { Secrets } from './secrets.ts';

/** Takes secrets out of all texts of something that is to be shown, recorded or saved. What it holds stays the same. */
export type Redact = <T>(shown: T) => T;

/** What umctl or the inventory says, and no host: names, ids, command lines. */
const OWN_WORDS: ReadonlySet<string> = new Set([
  ...['type', 'phase', 'outcome', 'state', 'host', 'hosts', 'name', 'id', 'ids', 'field', 'because'],
  ...['key', 'title', 'titles', 'impact', 'restorable', 'rereadBy'],
  ...['command', 'text', 'stdin', 'file', 'savedTo', 'run', 'at', 'since'],
]);

/** What a host says, as it says it; also the output of a failure that has a command. */
const HOSTS_WORDS: ReadonlySet<string> = new Set(['stdout', 'stderr']);

/** Fields of a file that have few values, all of them ordinary words. */
const ATTRIBUTES: ReadonlySet<string> = new Set(['kind', 'mode', 'owner', 'group', 'markers']);

/**
 * The one place where secrets are taken out of what leaves umctl, whatever shows it: answers of hosts are read as they came.
 * What umctl itself wants is shown as it is, as it was made with tokens in place of secrets. So is a text that is,
 * as a whole, a value in the inventory (`own`).
 */
export function createRedact({ redact }: Pick<Secrets, 'redact'>, own: ReadonlySet<string> = new Set()): Redact {
  const text = (said: string, key: string): string => {
    if (OWN_WORDS.has(key) || own.has(said)) return said;
    return HOSTS_WORDS.has(key) ? redact(said) : redact(said, { as: 'sentence' });
  };
  const deep = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return text(value, key);
    if (Array.isArray(value)) return value.map((inner) => deep(inner, key));
    if (typeof value !== 'object' || value === null || key === 'roles' || key === 'marks') return value;
    if (isChange(value)) return changeOf(value);
    const keyOf = 'command' in value ? (name: string) => (name === 'output' ? 'stdout' : name) : (name: string) => name;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, deep(inner, keyOf(name))]));
  };
  const changeOf = (change: Change): Change => {
    const { field, from, to } = change;
    if (typeof from !== 'string' || ATTRIBUTES.has(field)) return change;
    return { ...change, from: redact(from, { keep: new Set(String(to ?? '').split('\n')) }) };
  };
  return (shown) => deep(shown, '') as typeof shown;
}

const isChange = (value: object): value is Change => 'field' in value && 'to' in value;

/** All texts of a value, wherever they are in it. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
