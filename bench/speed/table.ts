import { type Case, nameOf } from './cases.ts';
import type { Taken } from './run.ts';

/** What one run took. */
export interface Row extends Taken {
  readonly of: Case;
  readonly way: string;
  /** Seconds of a host's processors. */
  readonly hostCpu: number;
  /** Of one host's link: how often one side waited for the other, and kilobytes both ways. */
  readonly roundTrips: number;
  readonly kilobytes: number;
}

/** Several runs of one way. */
export interface Measured {
  readonly of: Case;
  readonly way: string;
  readonly walls: readonly number[];
  readonly median: Pick<Row, (typeof FIELDS)[number]>;
  /** By the wall, of the floor's median. */
  readonly ratio: number;
}

const FIELDS = ['wall', 'cpu', 'memory', 'hostCpu', 'roundTrips', 'kilobytes'] as const;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Medians by case and way, and how they compare with the first way of the case. */
export function measured(rows: readonly Row[]): readonly Measured[] {
  const floors = new Map<string, number>();
  return [...Map.groupBy(rows, (row) => nameOf(row.of)).values()].flatMap((ofCase) =>
    [...Map.groupBy(ofCase, ({ way }) => way)].flatMap(([way, group]) => {
      const [row] = group;
      if (row === undefined) return [];
      const medians = Object.fromEntries(FIELDS.map((field) => [field, median(group.map((one) => one[field]))]));
      const middle = medians as Measured['median'];
      const floor = floors.get(nameOf(row.of)) ?? middle.wall;
      floors.set(nameOf(row.of), floor);
      return [{ of: row.of, way, walls: group.map(({ wall }) => wall), median: middle, ratio: middle.wall / floor }];
    }),
  );
}

const COLUMNS = [
  ...['work', 'hosts', 'round trip', 'tasks', 'way', 'wall (min–max)', 'runs', '× floor', 'controller CPU', 'memory'],
  ...['CPU a host', 'round trips a host', 'sent a host'],
];

const cells = (cell: readonly (string | number)[]): string => `| ${cell.join(' | ')} |\n`;

/** As Markdown. */
export const table = (all: readonly Measured[]): string =>
  cells(COLUMNS) +
  cells(COLUMNS.map(() => '---')) +
  all
    .map(({ of, way, walls, median: { wall, cpu, memory, hostCpu, roundTrips, kilobytes }, ratio }) => {
      const [least, most] = [Math.min(...walls), Math.max(...walls)].map((one) => one.toFixed(2));
      return cells([
        ...[of.kind, of.hosts, `${of.rtt} ms`, of.tasks, way, `${wall.toFixed(2)} s (${least}–${most})`, walls.length],
        ...[ratio.toFixed(2), `${cpu.toFixed(2)} s`, `${memory.toFixed(0)} MiB`, `${hostCpu.toFixed(3)} s`],
        ...[roundTrips, `${kilobytes.toFixed(0)} kB`],
      ]);
    })
    .join('');
