import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import process from 'node:process';

/** Where a page holds what was measured, between two lines; the rest of it is written by hand. */
export interface Place {
  readonly file: string;
  readonly begin: string;
  readonly end: string;
}

/** Puts `text` in the place of what an earlier run measured. @throws when the page has no such place */
export function writeMeasured({ file, begin, end }: Place, text: string): void {
  const page = readFileSync(file, 'utf8');
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`${file} has no lines ${begin} and ${end}`);
  writeFileSync(file, `${page.slice(0, from)}${begin}\n${text}\n${page.slice(to)}`);
}

/** When and on what a run measures. */
export const conditions = (now: Date): string =>
  `Measured on ${now.toISOString().slice(0, 10)}: Linux ${release()}, ${cpus().length} processors ` +
  `(${cpus()[0]?.model.trim() ?? 'unknown'}), Node.js ${process.versions.node}.`;
