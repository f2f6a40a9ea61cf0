import { startClientLoad } from '../../lab/client-load.ts';
import { type Figures, figures } from '../../src/load/statistics.ts';
import type { Case } from './cases.ts';
import { type Cluster, VIRTUAL_ADDRESS } from './cluster.ts';

const LOAD = { rate: 20, limit: 1000, keepAlive: { connections: 8, every: 200, patience: 10_000, lifetime: 60_000 } };
const SLOW_AFTER = 250;

/** What clients felt of a case. */
export interface Row {
  readonly way: string;
  readonly name: string;
  /** How long it took, in milliseconds. */
  readonly took: number;
  readonly felt: Figures;
}

export async function measure(cluster: Cluster, way: string, { name, does, after }: Case): Promise<Row> {
  const load = await startClientLoad(cluster.lab, { url: `http://${VIRTUAL_ADDRESS}/`, ...LOAD });
  const start = performance.now();
  const done = does(cluster).then(() => performance.now() - start);
  await done.catch(() => undefined);
  const felt = figures(await load.stop(), { slowAfter: SLOW_AFTER });
  const took = await done;
  await after?.(cluster);
  await cluster.sound();
  return { way, name, took, felt };
}

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

/** A table in Markdown, the ways one below the other for each case. */
export function table(rows: readonly Row[]): string {
  const names = [...new Set(rows.map(({ name }) => kindOf(name)))];
  const sorted = names.flatMap((name) => rows.filter((row) => kindOf(row.name) === name));
  return [line(HEAD), line(HEAD.map(() => '---')), ...sorted.map((row) => line(cellsOf(row)))].join('\n');
}

/** A case without what it is measured by, which differs. */
const kindOf = (name: string): string => name.replace(/ [(].*/, '');

function cellsOf({ way, name, took, felt }: Row): readonly string[] {
  const { requests, failed, failures, broken, longestGap, latency, slow } = felt;
  const causes = Object.entries(failures).map(([cause, count]) => `${count} ${cause}`);
  return [
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
  ];
}
