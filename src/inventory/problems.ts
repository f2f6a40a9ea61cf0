import type { Problem } from '../core/errors.ts';

/** Each problem once, though many hosts may share it, in the order of files, lines and columns. */
export function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Map(problems.map((problem) => [JSON.stringify([problem.at, problem.message]), problem]));
  return [...seen.values()].toSorted(inOrder);
}

const inOrder = ({ at: a }: Problem, { at: b }: Problem): number => {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
};
