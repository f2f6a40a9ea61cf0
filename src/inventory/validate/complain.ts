import type { z } from 'zod';
import { nearest } from '../../core/nearest.ts';
import { containsSecret } from '../../core/secrets.ts';
import { isVaulted } from '../vault/envelope.ts';
import { oddName } from '../yaml/odd-signs.ts';
import { describe } from './describe.ts';
import { found } from './found.ts';
import { keysOf, leavesAt } from './shape.ts';
import { type Subject, showPath, valueAt } from './subject.ts';
import { branchIssues } from './union.ts';

type Issue = z.core.$ZodIssue;

/** Something wrong with the variable at `path`, in words. */
export interface Complaint {
  readonly path: readonly PropertyKey[];
  /** Whether it is the key that is wrong, or what it stands for. */
  readonly part: 'key' | 'value';
  readonly message: string;
  /** The path that was meant; a complaint that nothing is there is a consequence of this one. */
  readonly meant?: readonly PropertyKey[];
  /** Paths of what might be there in its place. */
  readonly or?: readonly (readonly PropertyKey[])[];
}

/** Says in plain words what zod found. An issue's message is empty where the schema's author wrote none. */
export function complain(issue: Issue, subject: Subject): readonly Complaint[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key], subject));
  if (issue.code === 'invalid_union') {
    const chosen = branchIssues(issue, subject);
    if (chosen !== undefined) return chosen.flatMap((inner) => complain(inner, subject));
  }
  const value = valueAt(subject.vars, path);
  const message = value === undefined && path.length > 0 ? missing(issue, subject) : wrong(issue, value, subject);
  const or = alternativesOf(issue).map((name) => [...path.slice(0, -1), name]);
  return [{ path, part: issue.code === 'invalid_key' ? 'key' : 'value', message, ...(or.length > 0 ? { or } : {}) }];
}

function unknownKey(path: readonly PropertyKey[], { schema }: Subject): Complaint {
  const name = String(path.at(-1));
  const known = [...new Set(keysOf(leavesAt(schema, path.slice(0, -1))))];
  // A key of another branch of a union.
  if (known.includes(name)) return { path, part: 'key', message: `"${name}" does not go with the other keys here` };
  const meant = nearest(name, known);
  const unknown = { path, part: 'key', message: `unknown key "${name}"; known here: ${known.join(', ')}` } as const;
  return meant === undefined ? unknown : { ...unknown, ...slip('key', path, meant) };
}

/** What is wrong with a key that was most likely meant to be another. */
export const slip = (kind: 'key' | 'variable', path: readonly PropertyKey[], meant: string) => ({
  message: `unknown ${kind} "${String(path.at(-1))}"; did you mean "${meant}"?`,
  meant: [...path.slice(0, -1), meant],
});

/** Names of variables that do as well as the one that is missing; a schema that looks at several says so. */
function alternativesOf(issue: Issue): readonly string[] {
  const { or } = ('params' in issue ? issue.params : undefined) ?? {};
  return Array.isArray(or) ? or.map(String) : [];
}

function missing(issue: Issue, { schema }: Subject): string {
  const { path } = issue;
  const name = String(path.at(-1));
  const wanted = expectation(issue, schema);
  if (issue.code === 'custom') return `${showPath(path)}: ${wanted}`;
  return path.length === 1
    ? `missing variable "${name}"; ${wanted}`
    : `${showPath(path.slice(0, -1))}: missing "${name}"; ${wanted}`;
}

function wrong(issue: Issue, value: unknown, { schema }: Subject): string {
  const wanted = expectation(issue, schema);
  const complete = !wanted.startsWith('expected ') || / found /.test(wanted);
  // A mapping with a key such as toString is no text, and cannot be made one.
  const near = complete || typeof value === 'object' ? undefined : nearest(String(value), choices(issue));
  const sentence = complete ? wanted : `found ${found(value, leavesAt(schema, issue.path))}, ${wanted}`;
  const hint = typeof value === 'string' && !containsSecret(value) ? hintFor(value) : dashHint(value);
  return `${showPath(issue.path)}: ${sentence}${near === undefined ? hint : `; did you mean "${near}"?`}`;
}

/** What the text of a value that was not expected may have been meant to be. */
function hintFor(value: string): string {
  const odd = oddName(value);
  if (odd !== undefined) return `; there is ${odd}`;
  if (/^-\w.*\s-\w/.test(value)) return NO_BLANK;
  if (isVaulted(value)) return '; an ansible-vault text needs its tag: write `!vault |`, in a YAML file';
  if (!/^[[{]/.test(value)) return '';
  return '; it begins as a list or a mapping, but cannot be read as one: brackets and quotes are closed, and in INI files it is True, False and None';
}

/** `-name: …` is a key that begins with a dash. */
const dashHint = (value: unknown): string =>
  typeof value === 'object' && value !== null && /^-\w/.test(Object.keys(value)[0] ?? '') ? NO_BLANK : '';

const NO_BLANK = '; an item of a list needs a blank behind its dash';

function choices(issue: Issue): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  const options = issue.code === 'invalid_union' && 'options' in issue ? issue.options : undefined;
  return Array.isArray(options) ? options.map(String) : [];
}

function expectation(issue: Issue, schema: z.core.$ZodType): string {
  if (issue.message !== '') return issue.message;
  if (issue.code === 'too_small' && issue.origin === 'string') return 'expected text that is not empty';
  if (issue.code === 'too_small' && issue.origin === 'array') return `expected a list of at least ${issue.minimum}`;
  if (issue.code === 'too_big' && issue.origin === 'string') return `expected at most ${issue.maximum} characters`;
  if (issue.code === 'too_big' && issue.origin === 'array') return `expected a list of at most ${issue.maximum}`;
  if (issue.code === 'invalid_format') return `expected text of the form ${issue.pattern ?? issue.format}`;
  if (issue.code === 'not_multiple_of') return `expected a multiple of ${issue.divisor}`;
  return `expected ${describe(leavesAt(schema, issue.path))}`;
}
