import type { Position, Problem } from '../core/errors.ts';
import { containsSecret } from '../core/secrets.ts';
import { kindOf, type Variables } from './groups.ts';
import { NOT_KEPT_SECRET } from './validate/vaulted.ts';
import { isTemplate, refuseTemplate } from './yaml/template.ts';
import type { WrittenEntry } from './yaml/written.ts';

/** Reads single variables and remembers what is wrong with them; the last of several names that is set counts. */
export interface Reader {
  readonly text: (name: string) => string | undefined;
  /** A name without blanks, that no command would take for an option. */
  readonly word: (names: readonly string[]) => string | undefined;
  readonly path: (names: readonly string[], home: string) => string | undefined;
  readonly port: (names: readonly string[]) => number | undefined;
  readonly boolean: (name: string) => boolean | undefined;
  /** The token of a password; see passwords.ts. */
  readonly secret: (names: readonly string[]) => string | undefined;
  readonly oneOf: (name: string, known: readonly string[], otherwise: string) => void;
  readonly refuse: (name: string, message: string) => void;
  readonly problems: () => readonly Problem[];
}

const PORT = 'expected a port, a whole number from 1 to 65535';

export function variableReader(vars: Variables): Reader {
  const problems: Problem[] = [];
  const refuseAt = (at: Position, message: string): undefined => {
    problems.push({ at, message });
    return undefined;
  };
  const last = (names: readonly string[]) => names.filter((name) => vars.has(name)).at(-1);
  const read = <T>(names: readonly string[], expected: string, accept: (value: unknown) => T | undefined) => {
    const name = last(names);
    if (name === undefined) return undefined;
    const { content } = vars.get(name) as WrittenEntry;
    if (isTemplate(content.value)) return refuseAt(content.at, `${name}: ${refuseTemplate(content.value)}`);
    if (isVaulted(content.value) && accept !== asText) return refuseAt(content.at, `${name}: ${NOT_KEPT_SECRET}`);
    const accepted = accept(content.value);
    const found = typeof content.value === 'string' ? JSON.stringify(content.value) : kindOf(content);
    return accepted ?? refuseAt(content.at, `${name}: found ${found}, ${expected}`);
  };
  return {
    text: (name) => read([name], 'expected text', (value) => asText(value)),
    word: (names) => read(names, 'expected a name without blanks, not beginning with a dash', asWord),
    path: (names, home) =>
      read(names, 'expected the path of a file (~ alone stands for your home)', (value) => asPath(value, home)),
    port: (names) => read(names, PORT, asPort),
    boolean: (name) => read([name], 'expected true or false', asBoolean),
    secret: (names) => read(names, 'expected text', asText),
    oneOf: (name, known, otherwise) =>
      read([name], `${otherwise} (${known[0]})`, (value) => known.find((one) => one === value)),
    refuse: (name, message) => refuseAt((vars.get(name) as WrittenEntry).content.at, `${name}: ${message}`),
    problems: () => problems,
  };
}

const isVaulted = (value: unknown): boolean => typeof value === 'string' && containsSecret(value);

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const asWord = (value: unknown): string | undefined => {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^[^\s\p{Cc}-][^\s\p{Cc}]*$/u.test(text) ? text : undefined;
};

function asPath(value: unknown, home: string): string | undefined {
  if (typeof value !== 'string' || value === '' || /\p{Cc}|^~[^/]/u.test(value)) return undefined;
  return value === '~' || value.startsWith('~/') ? `${home}${value.slice(1)}` : value;
}

function asPort(value: unknown): number | undefined {
  const port = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65535 ? port : undefined;
}

/** Texts and 0 and 1 as Ansible's `boolean` has them (ansible/module_utils/parsing/convert_bool.py). */
function asBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'object') return undefined;
  const text = String(value).toLowerCase();
  if (['yes', 'on', '1', 'true', 't', 'y'].includes(text)) return true;
  return ['no', 'off', '0', 'false', 'f', 'n'].includes(text) ? false : undefined;
}
