import type { Position } from '../../core/errors.ts';

/** A value as it stands in a file: what it says, and where it and everything in it was written. */
export interface Written {
  /** Plain data; texts with Jinja in them are {@link Template}s. */
  readonly value: unknown;
  readonly at: Position;
  /** Of a number: how Python writes it. */
  readonly literal?: string;
  /** Of a number: the file was vaulted as a whole. */
  readonly sealed?: true;
  /** Of a text: it is a date, or a point in time, to Ansible. */
  readonly isDate?: true;
  /** Of a text: Ansible must not fill in what looks like Jinja in it (`!unsafe`). */
  readonly unsafe?: true;
  /** Of a mapping. */
  readonly entries?: ReadonlyMap<string, WrittenEntry>;
  /** Of a list: it is a tuple to Python. */
  readonly isTuple?: true;
  /** Of a list. */
  readonly items?: readonly Written[];
}

/** A key of a mapping with what it stands for. */
export interface WrittenEntry {
  readonly key: Position;
  readonly content: Written;
  /** Of a key that is no text to YAML (`yes`, `10`): as it was written. */
  readonly source?: string;
}

/** The value at `path` under `written`, or the nearest thing around it that was written. */
export function innermost(written: Written, path: readonly PropertyKey[]): Written {
  const [key, ...rest] = path;
  const inner = key === undefined ? undefined : stepInto(written, key);
  return inner === undefined ? written : innermost(inner, rest);
}

/** Where the key (or list item) at `path` under `written` stands, or the nearest thing around it. */
export function keyPosition(written: Written, path: readonly PropertyKey[]): Position {
  const last = path.at(-1);
  const around = innermost(written, path.slice(0, -1));
  if (last === undefined) return around.at;
  return around.entries?.get(String(last))?.key ?? innermost(around, [last]).at;
}

const stepInto = (written: Written, key: PropertyKey): Written | undefined =>
  written.entries?.get(String(key))?.content ?? written.items?.[Number(key)];
