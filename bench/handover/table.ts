import { fileURLToPath } from 'node:url';
import { conditions, writeMeasured } from '../page.ts';
import { type Row, SLOW_AFTER } from './measure.ts';
import { WAYS } from './ways.ts';

const PLACE = {
  file: fileURLToPath(new URL('../handover.md', import.meta.url)),
  begin: '<!-- measured by node bench/handover.ts -->',
  end: '<!-- end of what is measured -->',
};

const HEAD = [
  '',
  'stack',
  'took',
  'requests',
  'failed',
  'kept connections broken',
  'longest gap',
  `over ${SLOW_AFTER} ms`,
  'median',
  'most',
];
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The lines above the rows. */
export const heading = (): string => [line(HEAD), line(HEAD.map(() => '---'))].join('\n');

/** A row by itself, as it is printed when it has just been measured. */
export function rowLine({ way, name, took, felt }: Row): string {
  const { requests, failed, failures, broken, longestGap, latency, slow } = felt;
  const causes = Object.entries(failures).map(([cause, count]) => `${count} ${cause}`);
  return line([
    name,
    way,
    seconds(took),
    String(requests),
    causes.length === 0 ? String(failed) : `${failed} (${causes.join(', ')})`,
    String(broken),
    `${((longestGap.to - longestGap.from) / 1000).toFixed(2)} s`,
    String(slow),
    `${latency.median.toFixed(1)} ms`,
    `${latency.most.toFixed(0)} ms`,
  ]);
}

/** A case without what it is measured by, which differs from way to way. */
export const kindOf = (name: string): string => name.replace(/ [(].*/, '');

/** A table in Markdown, the ways one below the other for each case. */
export function table(rows: readonly Row[]): string {
  const names = [...new Set(rows.map(({ name }) => kindOf(name)))];
  const place = ({ way }: Row): number => WAYS.findIndex(({ name }) => name === way);
  const sorted = names.flatMap((name) =>
    rows.filter((row) => kindOf(row.name) === name).toSorted((one, other) => place(one) - place(other)),
  );
  return [heading(), ...sorted.map(rowLine)].join('\n');
}

/** Puts the table into handover.md, in place of that of an earlier run. */
export const writeTable = (rows: readonly Row[], by: string): void =>
  writeMeasured(PLACE, `${by} ${conditions(new Date())}\n\n${table(rows)}`);
