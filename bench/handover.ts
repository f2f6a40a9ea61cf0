/**
 * What clients feel of switch-overs, stops, crashes, reboots, rolling changes, and real servers that come and go, with
 * heartbeat the classic way, heartbeat that makes before it breaks, and keepalived, in one run on three hosts of the lab: 20
 * new connections a second with a second's time each, and 8 kept connections that are used five times a second for half a
 * minute. Prints each row of a table in Markdown as soon as it is measured, and all of them at the end.
 * `node bench/handover.ts [SWITCHOVERS [WORD…]] [--cases WORD,…] [--ways WORD,…] [--minutes N] [--rows FILE] [--write]`
 * Default: 20 switch-overs; all ways and cases, else those whose names have one of the words. With `--minutes` each way gets
 * an equal share, and cases that do not fit in it are left out, the last ones first. `--rows` keeps the rows in a file; a run
 * with the same file measures what is not in it yet. `--write` puts the table into handover.md, after each row. On an idle
 * machine with a build; needs root.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { labProblem, labUp } from '../lab/index.ts';
import { budgetUntil } from './handover/budget.ts';
import { type Case, cases, type Member, taking } from './handover/cases.ts';
import { clusterOf } from './handover/cluster.ts';
import { measure, type Row } from './handover/measure.ts';
import { rowsIn } from './handover/rows.ts';
import { heading, rowLine, table, writeTable } from './handover/table.ts';
import { WAYS, type Way } from './handover/ways.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cases: { type: 'string', default: '' },
    ways: { type: 'string', default: '' },
    rows: { type: 'string' },
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
const isAsked = named([...more, ...wordsOf(values.cases)]);
const rows = rowsIn(values.rows);
const { isOfSeveral } = rows;
const casesOf = (way: Way, n3: Member): readonly Case[] =>
  cases(way, Number(count), n3).filter((one) => isAsked(one) && !rows.has(way.name, one.name));
const ways = WAYS.filter(named(wordsOf(values.ways))).filter((way) => casesOf(way, {}).length > 0);

// It installs what the lab needs and this machine lacks.
const problem = await labProblem();
if (problem !== undefined) throw new Error(`there is no lab on this machine: ${problem}`);
const budget = budgetUntil(performance.now() + minutes * 60_000);
const lab = await labUp({ lab: 'bench-handover', realServers: 1, fresh: true });
// Else the lab's hosts would run on.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void lab.down({ remove: true }).finally(() => process.exit(1)));
const cluster = clusterOf(lab);

function show(row: Row): void {
  rows.add(row);
  console.log(rowLine(row));
  const runs = isOfSeveral ? 'in more than one run' : 'in one run';
  if (values.write) writeTable(rows.all, `\`node bench/handover.ts ${process.argv.slice(2).join(' ')}\`, ${runs}.`);
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
    const take = taking(way);
    // What sets the cluster up is no way's own.
    const isMeasured = index > 0 && !rows.has(way.name, take.name);
    if (!isMeasured) await take.does(cluster).then(() => cluster.sound());
    budget.begin(ways.length - index);
    if (isMeasured) await measure(cluster, { ...take, way: way.name }, show);
    for (const one of casesOf(way, n3)) await note(way.name, one);
  }
} finally {
  if (rows.all.length > 0) console.log(`\n${table(rows.all)}`);
  await lab.down({ remove: true });
}
