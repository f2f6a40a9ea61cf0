import type { Figures } from '../../load/statistics.ts';
import { LIMIT_NAMES, type Limits } from './limits.ts';

/** What was allowed and what was measured; times in seconds. No measure = it never came. */
export interface LimitJudgement {
  readonly limit: keyof Limits;
  readonly allowed: number;
  readonly measured: number | undefined;
  readonly passed: boolean;
}

/** How a drill stands to each of its limits, in a fixed order. `recovery` is in milliseconds. Pure. */
export function judge(
  limits: Limits,
  { figures, recovery }: { readonly figures: Figures; readonly recovery: number | undefined },
): readonly LimitJudgement[] {
  const { longestGap, failed, slow, broken } = figures;
  const measures: Readonly<Record<keyof Limits, number | undefined>> = {
    longest_gap: (longestGap.to - longestGap.from) / 1000,
    failed,
    slow,
    broken,
    recovery: recovery === undefined ? undefined : recovery / 1000,
  };
  return LIMIT_NAMES.flatMap((limit) => {
    const allowed = limits[limit];
    const measured = measures[limit];
    if (allowed === undefined) return [];
    return [{ limit, allowed, measured, passed: measured !== undefined && measured <= allowed }];
  });
}
