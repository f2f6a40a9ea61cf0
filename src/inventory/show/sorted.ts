import { isList, isMap, isMoment, keyOf, type Shown, type ShownMap } from './python.ts';

type Entries = readonly (readonly [string, Shown])[];

/** Entries in the order in which Python sorts their keys: texts by code points; undefined where it does not compare them. */
function sorted(map: ShownMap): Entries | undefined {
  const keyed = [...map].map((entry) => [rankOf(keyOf(map, entry[0])), entry] as const);
  const [first] = keyed;
  if (keyed.length > 1 && keyed.some(([{ kind }]) => kind === 'none' || kind !== first?.[0].kind)) return undefined;
  return keyed.toSorted(([a], [b]) => compare(a.value, b.value)).map(([, entry]) => entry);
}

/** The same, or as they are. */
export const sortedOrNot = (map: ShownMap): Entries => sorted(map) ?? [...map];

/** Whether Python can sort all mappings in a value: where it cannot, Ansible prints JSON unsorted. */
export const isSortable = (value: Shown): boolean => {
  if (isList(value)) return value.every(isSortable);
  return !isMap(value) || (sorted(value) !== undefined && [...value.values()].every(isSortable));
};

interface Rank {
  readonly kind: 'text' | 'number' | 'date' | 'time' | 'time of a zone' | 'none';
  readonly value: Buffer | number;
}

function rankOf(key: ReturnType<typeof keyOf>): Rank {
  if (key === null) return { kind: 'none', value: 0 };
  if (typeof key === 'string') return { kind: 'text', value: Buffer.from(key) };
  if (typeof key === 'boolean') return { kind: 'number', value: Number(key) };
  if (!isMoment(key)) return { kind: 'number', value: Number(key.literal) };
  const { moment } = key;
  if (!moment.includes('T')) return { kind: 'date', value: Date.parse(moment) };
  return { kind: /[-+]\d\d:\d\d$/.test(moment) ? 'time of a zone' : 'time', value: Date.parse(moment) };
}

const compare = (a: Rank['value'], b: Rank['value']): number =>
  typeof a === 'number' || typeof b === 'number' ? Number(a) - Number(b) : Buffer.compare(a, b);
