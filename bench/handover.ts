/**
 * What clients feel of switch-overs, stops, crashes, reboots, rolling changes, and real servers that come and go, with
 * heartbeat the classic way, heartbeat that makes before it breaks, and keepalived, in one run on three hosts of the lab: 20
 * new connections a second with a second's time each, and 8 kept connections that are used five times a second for half a
 * minute. Prints each row of a table in Markdown as soon as it is measured, and all of them at the end.
 * `node bench/handover.ts [SWITCHOVERS [WORD…]] [--cases WORD,…] [--ways WORD,…] [--minutes N] [--write]`
 * Default: 20 switch-overs; all ways and cases, else those whose names have one of the words. With `--minutes` each way gets
 * an equal share, and cases that do not fit in it are left out, the last ones first. `--write` puts the table into handover.md,
 * after each row. On an idle machine with a build; needs root.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { labUp } from '../lab/index.ts';
import { budgetUntil } from './handover/budget.ts';
import { type Case, cases, taking } from './handover/cases.ts';
import { clusterOf } from './handover/cluster.ts';
import { measure, type Row } from './handover/measure.ts';
import { heading, rowLine, table, writeTable } from './handover/table.ts';
import { WAYS } from './handover/ways.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cases: { type: 'string', default: '' },
    ways: { type: 'string', default: '' },
    minutes: { type: 'string', default: 'Infinity' },
    write: { type: 'boolean', default: false },
  },
});
const [count = '20', ...more] = positionals;
const wordsOf = (text: string): readonly string[] => text.split(',').filter((word) => word !== '');
const named =
  (words: readonly string[]) =>
  ({ name }: { readonly name: string }): boolean =>
    words.length === 0 || words.some((word) => name.includes(word));
const minutes = Number(values.minutes);
if (!(Number(count) > 0 && minutes > 0)) throw new Error('how many switch-overs and minutes: numbers above 0');
const ways = WAYS.filter(named(wordsOf(values.ways)));
const isAsked = named([...more, ...wordsOf(values.cases)]);

const budget = budgetUntil(performance.now() + minutes * 60_000);
const lab = await labUp({ lab: 'bench-handover', realServers: 1, fresh: true });
// Else the lab's hosts would run on.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void lab.down({ remove: true }).finally(() => process.exit(1)));
const cluster = clusterOf(lab);
const rows: Row[] = [];

function show(row: Row): void {
  rows.push(row);
  console.log(rowLine(row));
  if (values.write) writeTable(rows, ['node bench/handover.ts', ...process.argv.slice(2)].join(' '));
}

async function note(way: string, one: Case): Promise<void> {
  try {
    if (budget.fits(one.name)) await budget.timed(one.name, () => measure(cluster, { ...one, way }, show));
    else process.stderr.write(`${way}: ${one.name}: left out, the time is up\n`);
  } catch (error) {
    // The others still tell something.
    process.stderr.write(`${way}: ${one.name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

try {
  const n3 = await cluster.withoutRealServers();
  console.log(heading());
  for (const [index, way] of ways.entries()) {
    budget.begin(ways.length - index);
    const take = taking(way);
    if (index > 0) await measure(cluster, { ...take, way: way.name }, show);
    else await take.does(cluster).then(() => cluster.sound());
    for (const one of cases(way, Number(count), n3).filter(isAsked)) await note(way.name, one);
  }
} finally {
  if (rows.length > 0) console.log(`\n${table(rows)}`);
  await lab.down({ remove: true });
}
