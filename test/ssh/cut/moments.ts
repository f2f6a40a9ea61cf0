import { expect } from 'vitest';
import { applyVersion } from './apply.ts';
import type { Cycle } from './cycle.ts';
import type { Version } from './site.ts';

/** A run has at least so many moments: exchanges, and steps. */
export const [EXCHANGES, STEPS] = [6, 4];

/** Cuts a run at one of its moments; says which that was, or nothing when the run was over before. */
type Cut = (version: Version, at: number) => Promise<string | undefined>;

/** Cuts at moment 1, 2, 3, … until a run is over before its moment comes, which has to be after `least` of them. */
export async function everyMoment(cycle: Cycle, kind: string, least: number, cut: Cut): Promise<void> {
  for (let at = 1; (await cycle.heal(kind, (version) => cut(version, at))) !== undefined; at++)
    if (at > 100) throw new Error('a run with more than 100 moments');
  expect(cycle.cuts.get(kind), kind).toBeGreaterThanOrEqual(least);
}

/** Runs in this process, and does something at the moment of the number of `cut` among those that are `meant`. */
export const during =
  (cycle: Cycle, what: () => unknown, meant: Pick<RegExp, 'test'>): Cut =>
  async (version, at) => {
    let count = 0;
    let where: string | undefined;
    await applyVersion(version, cycle.way, (moment) => {
      if (!meant.test(moment) || ++count !== at) return undefined;
      where = moment;
      return what();
    });
    return where;
  };
