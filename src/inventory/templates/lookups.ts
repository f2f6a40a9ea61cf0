import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { argumentsOf, textArgument } from '../jinja/arguments.ts';
import { textOf, truthy } from '../jinja/compare.ts';
import { refuse, UndefinedError } from '../jinja/failure.ts';
import { flatten } from '../jinja/filters/collections.ts';
import { openAll } from '../jinja/operators.ts';
import { toText } from '../jinja/python-text.ts';
import type { Callable, Given } from '../jinja/scope.ts';
import { strip } from '../jinja/text.ts';
import { isList, isMapping, isUndefined, type Key, type Mapping, type Value } from '../jinja/value.ts';
import type { World } from './world.ts';

type Surroundings = Pick<World, 'env' | 'playbookDirectory'>;

/** What one term of a lookup gives. */
type Lookup = (term: string, named: Given['named'], surroundings: Surroundings) => Value;

const LONGEST_MS = 60_000;
const LARGEST = 2 ** 20;

const named = (given: Given['named'], names: readonly string[]) => argumentsOf({ positional: [], named: given }, names);

const LOOKUPS: Readonly<Record<string, Lookup>> = {
  env(term, given, { env }) {
    const { default: otherwise = '' } = named(given, ['default']);
    const [name = ''] = term.trim().split(/\s+/);
    const value = env[name] ?? otherwise;
    if (isUndefined(value)) throw new UndefinedError(`the environment variable ${name} is not set`);
    return value;
  },
  file(term, given, { env, playbookDirectory }) {
    const { lstrip = false, rstrip = true } = named(given, ['lstrip', 'rstrip']);
    const text = readFound(term.replace(/^~(?=\/|$)/, env['HOME'] ?? homedir()), playbookDirectory);
    const left = truthy(lstrip) ? strip(text, undefined, 'left') : text;
    return truthy(rstrip) ? strip(left, undefined, 'right') : left;
  },
  pipe(term, given, { env, playbookDirectory }) {
    named(given, []);
    const options = { cwd: playbookDirectory, env: { ...env }, timeout: LONGEST_MS, maxBuffer: LARGEST } as const;
    const { status, stdout, error } = spawnSync('/bin/sh', ['-c', term], {
      ...options,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (status !== 0) return refuse(`\`${term}\` ${error === undefined ? `ended with ${status}` : error.message}`);
    return strip(stdout.toString('utf8'), undefined, 'right');
  },
};

/** Beside the playbook, in `files/` first, as Ansible looks for it. */
function readFound(term: string, directory: string): string {
  const file = [resolve(directory, 'files', term), resolve(directory, term)].find(
    (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true,
  );
  if (file === undefined) return refuse(`there is no file ${term} in ${directory} or its files/`);
  if (statSync(file).size > LARGEST) return refuse(`the file ${term} is larger than ${LARGEST} bytes`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch {
    return refuse(`the file ${term} cannot be read as UTF-8 text`);
  }
}

/** Lookups of what is given to them: items of mappings, and of lists. */
function ofItems(kind: 'dict' | 'list' | 'items', terms: readonly Value[], given: Given['named'], name: string): Value {
  const { wantlist = false } = named(given, ['wantlist']);
  const [only, ...others] = terms;
  const found =
    kind !== 'dict'
      ? flatten(terms, kind === 'list' ? 0 : 1, false)
      : isMapping(only ?? null) && others.length === 0
        ? [...(only as Mapping)].map(
            ([key, value]): Value =>
              new Map<Key, Value>([
                ['key', key],
                ['value', value],
              ]),
          )
        : refuse("lookup('dict') of what is no mapping");
  if (name !== 'lookup' || truthy(wantlist)) return found;
  const texts = found.map(textOf);
  if (texts.length > 0 && texts.every((text) => text !== undefined)) return texts.join(',');
  const [first] = found;
  return first !== undefined && found.length === 1 ? first : found;
}

/** `lookup`, and `query` and `q`, which always give a list; for the lookups that the user allows, and of variables. */
export function lookupFunction(
  name: string,
  { lookups, ...surroundings }: World,
  variable: (name: string) => Value | undefined,
): Callable | undefined {
  if (!['lookup', 'query', 'q'].includes(name)) return undefined;
  return ({ positional: [plugin, ...terms], named: given }) => {
    const kind = textArgument(plugin, '').replace(/^ansible\.builtin\./, '');
    const ofVariables: Lookup = (term, names) => {
      const { default: otherwise } = named(names, ['default']);
      const value = variable(term);
      if (value !== undefined && !isUndefined(value)) return value;
      if (otherwise !== undefined) return otherwise;
      throw new UndefinedError(`lookup('vars'): "${term}" is not defined`);
    };
    if (kind === 'dict' || kind === 'list' || kind === 'items') return ofItems(kind, terms, given, name);
    const lookup = kind === 'vars' ? ofVariables : Object.hasOwn(LOOKUPS, kind) ? LOOKUPS[kind] : undefined;
    if (lookup === undefined) return refuse(`the lookup "${kind}" is not followed`);
    if (kind !== 'vars' && !lookups.has(kind))
      return refuse(
        `the lookup "${kind}" asks this controller; allow it with --allow-lookup ${kind}, or write the value itself`,
      );
    for (const one of [...terms, ...given.values()]) openAll(one);
    const { wantlist = false, ...rest } = Object.fromEntries(given);
    if (kind === 'vars' && terms.some((term) => textOf(term) === undefined))
      return refuse("lookup('vars') of what is no name");
    const flat = terms.flatMap((term) => (isList(term) ? term : [term]));
    const found = flat.map((term) => lookup(toText(term), new Map(Object.entries(rest)), surroundings));
    if (name !== 'lookup' || truthy(wantlist) || found.length === 0) return found;
    const [only] = found;
    if (found.length === 1 && only !== undefined) return only;
    return found
      .map((one) => textOf(one) ?? refuse('a lookup of several terms with a default that is no text'))
      .join(',');
  };
}
