import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Case, MIDDLE } from './cases.ts';
import { plot, type Series } from './plot.ts';
import { type Measured, table } from './table.ts';
import { TASKS } from './work.ts';

const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url));
const [BEGIN, END] = ['<!-- measured by npm run bench -->', '<!-- end of what is measured -->'] as const;

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
  const text = `${BEGIN}\n${conditions(now)}\n\n${images.join('\n')}\n\n${table(all)}${END}`;
  const file = `${DOCS}performance.md`;
  const page = readFileSync(file, 'utf8');
  const [before = '', rest = ''] = page.split(BEGIN);
  writeFileSync(file, `${before}${text}${rest.split(END)[1] ?? '\n'}`);
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

const conditions = (now: Date): string =>
  `Measured on ${now.toISOString().slice(0, 10)}: Linux ${release()}, ${cpus().length} processors ` +
  `(${cpus()[0]?.model.trim() ?? 'unknown'}), Node.js ${process.versions.node}. Medians; the least and the most in parentheses.`;
