import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Row } from './measure.ts';

/** Rows of this run, and of earlier ones where a file keeps them, a line of JSON each. */
export interface Rows {
  readonly all: readonly Row[];
  /** Whether some are of an earlier run. */
  readonly isOfSeveral: boolean;
  has(way: string, name: string): boolean;
  add(row: Row): void;
}

export function rowsIn(file: string | undefined): Rows {
  const kept = file !== undefined && existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const all = kept.filter((line) => line !== '').map((line) => JSON.parse(line) as Row);
  return {
    all,
    isOfSeveral: all.length > 0,
    has: (way, name) => all.some((row) => row.way === way && row.name === name),
    add(row) {
      all.push(row);
      if (file !== undefined) appendFileSync(file, `${JSON.stringify(row)}\n`);
    },
  };
}
