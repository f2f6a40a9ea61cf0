import { type Case, fitsSlow, nameOf } from './cases.ts';
import type { BenchHosts, Reached } from './hosts.ts';
import type { Row } from './table.ts';
import type { Place, Way } from './ways.ts';
import { type Work, work } from './work.ts';

interface Bench {
  readonly ways: readonly Way[];
  readonly hosts: BenchHosts;
  /** How often each way does it; and those that are slow. */
  readonly rounds: number;
  readonly slowRounds: number;
  /** After this moment each way does it once more at the most; in milliseconds of `performance.now()`. */
  readonly end: number;
}

/** Has every way do the same on the same hosts, in turn. Everybody's connections, caches and files are made before. */
export async function measure(of: Case, place: Place & { readonly reached: Reached }, bench: Bench): Promise<Row[]> {
  const rows: Row[] = [];
  const ways = bench.ways.filter(({ isSlow }) => isSlow !== true || fitsSlow(of));
  const once = async (way: Way, round: number): Promise<Row> => {
    const before = await bench.hosts.cpu();
    await place.reached.passed();
    const taken = await (of.kind === 'first apply' ? way.applies : way.asks)(place, filesOf(of, way, round));
    const passed = await place.reached.passed();
    const hostCpu = ((await bench.hosts.cpu()) - before) / of.hosts;
    return { of, way: way.name, ...taken, hostCpu, roundTrips: passed.turns, kilobytes: passed.bytes / 1024 };
  };
  /** What others' programs do not manage is told, and left out. */
  const broken = new Set<Way>();
  const tried = async (way: Way, work: () => Promise<unknown>): Promise<void> => {
    try {
      if (!broken.has(way)) await work();
    } catch (error) {
      if (way.isSlow !== true) throw error;
      broken.add(way);
      process.stderr.write(`${way.name} is left out: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  };
  for (const way of ways)
    await tried(way, () => (of.kind === 'nothing to change' ? way.applies(place, filesOf(of, way, 0)) : once(way, 0)));
  for (let round = 1; round <= bench.rounds; round++)
    for (const way of ways)
      if (round === 1 || (performance.now() < bench.end && round <= (way.isSlow === true ? bench.slowRounds : round)))
        await tried(way, async () => rows.push(await once(way, round)));
  process.stderr.write(`${nameOf(of)}\n`);
  return rows;
}

/** For a first apply, what no host has had before. */
const filesOf = (of: Case, way: Way, round: number): readonly Work[] =>
  work(of.kind === 'first apply' ? `${nameOf(of)} ${round} ${way.name}` : 'all', of.tasks);
