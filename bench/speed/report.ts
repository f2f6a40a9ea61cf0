import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { conditions, writeMeasured } from '../page.ts';
import { type Case, MIDDLE } from './cases.ts';
import { plot, type Series } from './plot.ts';
import { type Measured, table } from './table.ts';
import { TASKS } from './work.ts';

const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url));
const PLACE = {
  file: `${DOCS}performance.md`,
  begin: '<!-- measured by npm run bench -->',
  end: '<!-- end of what is measured -->',
};

/** Over what ways are compared, and in which cases. */
const PLOTS = {
  tasks: { x: 'tasks', title: `One host, ${MIDDLE} ms`, of: ({ hosts, rtt }: Case) => hosts === 1 && rtt === MIDDLE },
  hosts: { x: 'hosts', title: `${TASKS} tasks, 0 ms`, of: ({ rtt, tasks }: Case) => rtt === 0 && tasks === TASKS },
  rtt: {
    x: 'round trip (ms)',
    title: `One host, ${TASKS} tasks`,
    of: ({ hosts, tasks }: Case) => hosts === 1 && tasks === TASKS,
  },
} as const;

const KINDS = { asked: 'nothing to change', applied: 'first apply' } as const;

/** Writes the tables and plots of docs/performance.md in place of those of an earlier run. */
export function writeReport(all: readonly Measured[], now: Date): void {
  mkdirSync(`${DOCS}performance`, { recursive: true });
  const images = Object.entries(PLOTS).flatMap(([over, { x, title, of }]) =>
    Object.entries(KINDS).flatMap(([word, kind]) => {
      const series = seriesOf(all, { over: over as keyof typeof PLOTS, of: (one) => one.kind === kind && of(one) });
      if (!series.some(({ points }) => points.length > 1)) return [];
      const name = `performance/${over}-${word}.svg`;
      writeFileSync(`${DOCS}${name}`, plot({ title: `${title}: ${kind}`, x, y: 'seconds', series }));
      return [`![${kind}, over ${over}](${name})`];
    }),
  );
  const said = `${conditions(now)} Medians; the least and the most in parentheses.`;
  writeMeasured(PLACE, `${said}\n\n${images.join('\n')}\n\n${table(all)}`.trimEnd());
}

function seriesOf(
  all: readonly Measured[],
  { over, of }: { readonly over: keyof typeof PLOTS; readonly of: (one: Case) => boolean },
): readonly Series[] {
  const ways = Map.groupBy(
    all.filter((one) => of(one.of)),
    ({ way }) => way,
  );
  return [...ways].map(([name, some]) => ({
    name,
    points: some.map((one) => [one.of[over], one.median.wall] as const).toSorted(([one], [other]) => one - other),
  }));
}
