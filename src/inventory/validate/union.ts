import type { z } from 'zod';
import { nearest } from '../../core/nearest.ts';
import { keysOf, leavesAt } from './shape.ts';
import { type Subject, valueAt } from './subject.ts';

type Issue = z.core.$ZodIssue;

/**
 * What is wrong with a value that fits no branch of a union, seen from the branch it was meant for: for a mapping the
 * one most of whose keys it has, for others the only one of its kind. Undefined when no branch stands out.
 */
export function branchIssues(
  union: z.core.$ZodIssueInvalidUnion,
  { schema, vars }: Subject,
): readonly Issue[] | undefined {
  const value = valueAt(vars, union.path);
  const fitting = union.errors.filter((issues) => !issues.some(isOfAnotherKind));
  if (!isMapping(value)) return fitting.length === 1 ? placed(union, fitting[0]) : undefined;
  const keys = Object.keys(value);
  const ranked = fitting
    .map((issues) => ({ issues, familiar: keys.length - strangers(issues).length }))
    .toSorted((a, b) => b.familiar - a.familiar || a.issues.length - b.issues.length);
  const [best] = ranked;
  if (best !== undefined && best.familiar > 0) return placed(union, best.issues);
  const known = keysOf(leavesAt(schema, union.path));
  const misspelt = keys.filter((key) => nearest(key, known) !== undefined);
  if (misspelt.length === 0) return undefined;
  return [{ code: 'unrecognized_keys', keys: misspelt, path: union.path, message: '' }];
}

const isOfAnotherKind = ({ code, path }: Issue): boolean => code === 'invalid_type' && path.length === 0;

const strangers = (issues: readonly Issue[]): readonly string[] =>
  issues.flatMap((issue) => (issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : []));

/** Issues of a branch have paths from the union on. */
const placed = (union: Issue, issues: readonly Issue[] = []): readonly Issue[] =>
  issues.map((issue) => ({ ...issue, path: [...union.path, ...issue.path] }));

const isMapping = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
