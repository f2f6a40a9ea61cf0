import fc from 'fast-check';
import { nasty } from './nasty.ts';

type Path = readonly (string | number)[];

const junk = fc.oneof(
  nasty,
  fc.anything({
    maxDepth: 2,
    withNullPrototype: false,
    values: [nasty, fc.integer(), fc.double(), fc.boolean(), fc.constant(null)],
  }),
  fc.constantFrom(
    -1,
    0,
    0.5,
    65536,
    2 ** 53,
    '192.168.6.240',
    '10.0.0.1',
    '192.168.6.255',
    '999.1.1.1',
    'eth0',
    [],
    {},
  ),
);

/** Where any text may stand, so that a nasty one is not just refused. */
const FREE: ReadonlySet<string> = new Set(['request', 'receive', 'login', 'comment']);

/** What is done to one place of an inventory, chosen by a number. */
const mutation = (changes: fc.Arbitrary<Change>) => fc.record({ place: fc.nat(), change: changes });

type Change =
  | { readonly how: 'drop' | 'repeat' }
  | { readonly how: 'replace' | 'taint'; readonly value: unknown }
  | { readonly how: 'rename'; readonly key: string }
  | { readonly how: 'add'; readonly key: string; readonly value: unknown };

const taint = nasty.map((value): Change => ({ how: 'taint', value }));
const havoc = fc.oneof(
  fc.constantFrom<Change>({ how: 'drop' }, { how: 'repeat' }),
  junk.map((value): Change => ({ how: 'replace', value })),
  nasty.map((key): Change => ({ how: 'rename', key })),
  fc.tuple(nasty, junk).map(([key, value]): Change => ({ how: 'add', key, value })),
);

export const mutations = fc.oneof(
  fc.array(mutation(taint), { minLength: 1, maxLength: 2 }),
  fc.array(mutation(havoc), { maxLength: 3 }),
);
type Mutation = typeof mutations extends fc.Arbitrary<readonly (infer T)[]> ? T : never;

const isStructure = (value: unknown): value is Record<string | number, unknown> =>
  typeof value === 'object' && value !== null;

const pathsIn = (value: unknown, path: Path = []): readonly Path[] =>
  isStructure(value)
    ? Object.keys(value).flatMap((key) => [[...path, key], ...pathsIn(value[key], [...path, key])])
    : [];

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce((around, key) => (isStructure(around) ? around[key] : undefined), value);

/** The inventory with the changes made to it, one after the other. */
export function mutate(inventory: object, changes: readonly Mutation[]): object {
  const copy: object = structuredClone(inventory);
  for (const { place, change } of changes) {
    const paths = pathsIn(copy).filter((one) => change.how !== 'taint' || FREE.has(String(one.at(-1))));
    const path = paths[place % Math.max(1, paths.length)] ?? [];
    const around = valueAt(copy, path.slice(0, -1));
    const key = path.at(-1);
    if (isStructure(around) && key !== undefined) alter(around, key, change);
  }
  return copy;
}

function alter(around: Record<string | number, unknown>, key: string | number, change: Change): void {
  const value = around[key];
  // A value may be had more than once, and must not be put into itself.
  if (change.how === 'replace' || change.how === 'taint') around[key] = structuredClone(change.value);
  else if (change.how === 'add') around[change.key] = structuredClone(change.value);
  else if (change.how === 'repeat' && Array.isArray(around)) around.push(structuredClone(value));
  else if (change.how !== 'repeat') {
    if (change.how === 'rename') around[change.key] = value;
    if (Array.isArray(around)) around.splice(Number(key), 1);
    else delete around[key];
  }
}
