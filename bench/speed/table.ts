import type { Taken } from './run.ts';

/** What one run took. */
export interface Row extends Taken {
  readonly kind: string;
  readonly count: number;
  readonly rtt: number;
  readonly way: string;
  /** Seconds of a host's processors. */
  readonly hostCpu: number;
}

/** Several runs of one way. */
interface Measured {
  readonly row: Row;
  readonly wall: readonly number[];
  readonly cpu: number;
  readonly memory: number;
  readonly hostCpu: number;
  /** By the wall, of the floor's median. */
  readonly ratio: number;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const caseOf = ({ kind, count, rtt }: Row): string => JSON.stringify([kind, count, rtt]);

/** Medians by case and way, and how they compare with the first way of the case. */
export function measured(rows: readonly Row[]): readonly Measured[] {
  const groups = Map.groupBy(rows, (row) => JSON.stringify([caseOf(row), row.way]));
  const floors = new Map<string, number>();
  return [...groups.values()].flatMap((group) => {
    const [row] = group;
    if (row === undefined) return [];
    const wall = group.map((one) => one.wall);
    const floor = floors.get(caseOf(row)) ?? median(wall);
    floors.set(caseOf(row), floor);
    const of = (field: 'cpu' | 'memory' | 'hostCpu') => median(group.map((one) => one[field]));
    return [{ row, wall, cpu: of('cpu'), memory: of('memory'), hostCpu: of('hostCpu'), ratio: median(wall) / floor }];
  });
}

const HEAD = `| work | hosts | round trip | way | wall (min–max) | × floor | controller CPU | memory | CPU a host |
|---|---|---|---|---|---|---|---|---|
`;

/** As Markdown. */
export const table = (all: readonly Measured[]): string =>
  HEAD +
  all
    .map(({ row, wall, cpu, memory, hostCpu, ratio }) => {
      const [least, most] = [Math.min(...wall), Math.max(...wall)].map((one) => one.toFixed(2));
      const cells = [
        ...[row.kind, row.count, `${row.rtt} ms`, row.way, `${median(wall).toFixed(2)} s (${least}–${most})`],
        ...[ratio.toFixed(2), `${cpu.toFixed(2)} s`, `${memory.toFixed(0)} MiB`, `${hostCpu.toFixed(3)} s`],
      ];
      return `| ${cells.join(' | ')} |\n`;
    })
    .join('');
