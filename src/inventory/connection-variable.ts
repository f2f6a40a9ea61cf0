import type { Position, Problem } from '../core/errors.ts';
import { containsSecret } from '../core/secrets.ts';
import { asBoolean } from './boolean.ts';
import { kindOf, type Variables } from './groups.ts';
import { NOT_KEPT_SECRET } from './validate/vaulted.ts';
import { isTemplate, refuseTemplate } from './yaml/template.ts';
import type { WrittenEntry } from './yaml/written.ts';

/** Reads single variables and remembers what is wrong with them; the last of several names that is set counts. */
export interface Reader {
  readonly text: (names: readonly string[]) => string | undefined;
  /** A name without blanks, that no command would take for an option. */
  readonly word: (names: readonly string[]) => string | undefined;
  /** The same, where an empty text is as good as none. */
  readonly wordOrEmpty: (names: readonly string[]) => string | undefined;
  readonly path: (names: readonly string[], home: string) => string | undefined;
  readonly port: (names: readonly string[]) => number | undefined;
  readonly seconds: (names: readonly string[]) => number | undefined;
  readonly boolean: (names: readonly string[]) => boolean | undefined;
  /** The token of a password; see passwords.ts. */
  readonly secret: (names: readonly string[]) => string | undefined;
  readonly oneOf: <T>(names: readonly string[], known: ReadonlyMap<string, T>, otherwise: string) => T | undefined;
  readonly refuse: (names: readonly string[], message: string) => void;
  readonly problems: () => readonly Problem[];
}

const WORD = 'expected a name without blanks, not beginning with a dash';
const PORT = 'expected a port, a whole number from 1 to 65535';

/** `layers`: the host's variables, and what counts where none of them says anything, the first before the next. */
export function variableReader(layers: readonly Variables[]): Reader {
  const problems: Problem[] = [];
  const refuseAt = (at: Position, message: string): undefined => {
    problems.push({ at, message });
    return undefined;
  };
  const read = <T>(names: readonly string[], expected: string, accept: (value: unknown) => T | undefined) => {
    const set = lastSet(layers, names);
    if (set === undefined) return undefined;
    const { name, entry } = set;
    const { content } = entry;
    if (isTemplate(content.value)) return refuseAt(content.at, `${name}: ${refuseTemplate(content.value)}`);
    if (isVaulted(content.value) && accept !== asText) return refuseAt(content.at, `${name}: ${NOT_KEPT_SECRET}`);
    const accepted = accept(content.value);
    const found = typeof content.value === 'string' ? JSON.stringify(content.value) : kindOf(content);
    return accepted ?? refuseAt(content.at, `${name}: found ${found}, ${expected}`);
  };
  return {
    text: (names) => read(names, 'expected text', (value) => asText(value)),
    word: (names) => read(names, WORD, asWord),
    wordOrEmpty: (names) => read(names, WORD, (value) => (value === '' ? '' : asWord(value))) || undefined,
    path: (names, home) =>
      read(names, 'expected the path of a file (~ alone stands for your home)', (value) => asPath(value, home)) ||
      undefined,
    port: (names) => read(names, PORT, asPort),
    seconds: (names) => read(names, 'expected a whole number of seconds', asSeconds),
    boolean: (names) => read(names, 'expected true or false', asBoolean),
    secret: (names) => read(names, 'expected text', asText) || undefined,
    oneOf: (names, known, otherwise) => read(names, otherwise, (value) => known.get(String(value))),
    refuse(names, message) {
      const set = lastSet(layers, names);
      if (set !== undefined) refuseAt(set.entry.content.at, `${set.name}: ${message}`);
    },
    problems: () => problems,
  };
}

interface Found {
  readonly name: string;
  readonly entry: WrittenEntry;
}

/** A variable that is left empty (null) is not set; one that is an empty text is, and says nothing. */
function lastSet(layers: readonly Variables[], names: readonly string[]): Found | undefined {
  for (const layer of layers) {
    const set = names.flatMap((name) => {
      const entry = layer.get(name);
      return entry === undefined || entry.content.value === null ? [] : [{ name, entry }];
    });
    if (set.length > 0) return set.at(-1);
  }
  return undefined;
}

const isVaulted = (value: unknown): boolean => typeof value === 'string' && containsSecret(value);

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const asWord = (value: unknown): string | undefined => {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^[^\s\p{Cc}-][^\s\p{Cc}]*$/u.test(text) ? text : undefined;
};

function asPath(value: unknown, home: string): string | undefined {
  if (typeof value !== 'string' || /\p{Cc}|^~[^/]/u.test(value)) return undefined;
  return value === '~' || value.startsWith('~/') ? `${home}${value.slice(1)}` : value;
}

function wholeNumber(value: unknown, from: number, to: number): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= from && number <= to ? number : undefined;
}

const asPort = (value: unknown): number | undefined => wholeNumber(value, 1, 65535);
const asSeconds = (value: unknown): number | undefined => wholeNumber(value, 1, 86_400);
