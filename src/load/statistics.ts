import { endOf, type LoadResult, type RequestFailure, type RequestRecord, waited } from './record.ts';

/** A stretch of time, in milliseconds since the load began. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What a load comes to. Times are in milliseconds. */
export interface Figures {
  /** Requests of both kinds, and how many of them got no good answer, by what kept them from it. */
  readonly requests: number;
  readonly failed: number;
  readonly failures: Readonly<Partial<Record<RequestFailure, number>>>;
  /** Requests of both kinds with a good answer that was waited for longer than is fine. */
  readonly slow: number;
  /** Keep-alive connections that ended. */
  readonly broken: number;
  /** The longest time in which no new connection got a good answer; without a failure, the time between two requests. */
  readonly longestGap: Stretch;
  /** Of good answers over new connections. */
  readonly latency: { readonly median: number; readonly p99: number; readonly most: number };
  /** How many good answers each server gave. */
  readonly servedBy: Readonly<Record<string, number>>;
  readonly heldUp: number;
}

/** What ended in a part of a load: from a moment on, and before another. */
interface Part {
  readonly from?: number;
  readonly to?: number;
}

/** Counts and measures what ended in a part of a load; all of it, unless told otherwise. Pure. */
export function figures(
  result: LoadResult,
  { slowAfter, from = 0, to = Number.POSITIVE_INFINITY }: Part & { readonly slowAfter: number },
): Figures {
  const isIn = (moment: number): boolean => moment >= from && moment < to;
  const requests = result.requests.filter((request) => isIn(endOf(request)));
  const failed = requests.filter(({ failure }) => failure !== undefined);
  const good = requests.filter(({ failure }) => failure === undefined);
  const latencies = good.filter(isNew).map(waited);
  return {
    requests: requests.length,
    failed: failed.length,
    failures: tally(failed.flatMap(({ failure }) => failure ?? [])),
    slow: good.filter((request) => waited(request) > slowAfter).length,
    broken: result.breaks.filter(({ at }) => isIn(at)).length,
    longestGap: longestGap(result, { from, to }),
    latency: { median: percentile(latencies, 0.5), p99: percentile(latencies, 0.99), most: percentile(latencies, 1) },
    servedBy: tally(good.flatMap(({ servedBy }) => servedBy ?? [])),
    heldUp: result.heldUp,
  };
}

/**
 * The longest time between two good answers over new connections that ended in a part of a load; it may have begun before.
 * The load's beginning and end count as answers. Where several URLs are asked, the longest of any of them.
 */
export function longestGap(
  { requests, milliseconds }: Pick<LoadResult, 'requests' | 'milliseconds'>,
  { from = 0, to = milliseconds }: Part = {},
): Stretch {
  const gaps = byUrl(requests).map((some) => gapOf({ requests: some, milliseconds }, { from, to }));
  return gaps.reduce((longest, gap) => (gap.to - gap.from > longest.to - longest.from ? gap : longest));
}

function gapOf(
  { requests, milliseconds }: Pick<LoadResult, 'requests' | 'milliseconds'>,
  { from, to }: Stretch,
): Stretch {
  const end = Math.min(to, milliseconds);
  const moments = requests
    .filter((request) => isNew(request) && request.failure === undefined)
    .map((request) => Math.min(endOf(request), end))
    .sort((a, b) => a - b);
  let longest: Stretch = { from, to: from };
  let last = 0;
  for (const moment of [...moments, end]) {
    if (moment > from && moment - last > longest.to - longest.from) longest = { from: last, to: moment };
    last = moment;
  }
  return longest;
}

/**
 * How long after `fault` new connections were all served again: until the first good answer to a request that was sent
 * after the last one that failed. 0 when none failed, undefined when that answer never came. Where several URLs are asked,
 * until that is so for each.
 */
export function recovery({ requests }: Pick<LoadResult, 'requests'>, fault: number): number | undefined {
  const took = byUrl(requests).map((some) => recoveryOf(some, fault));
  return took.some((one) => one === undefined) ? undefined : Math.max(...took.flatMap((one) => one ?? []));
}

function recoveryOf(requests: readonly RequestRecord[], fault: number): number | undefined {
  const after = requests.filter((request) => isNew(request) && endOf(request) >= fault);
  const last = Math.max(-1, ...after.flatMap(({ failure, at }) => (failure === undefined ? [] : [at])));
  if (last < 0) return 0;
  const answers = after.filter(({ failure, at }) => failure === undefined && at > last).map(endOf);
  return answers.length === 0 ? undefined : Math.max(0, Math.min(...answers) - fault);
}

/** The requests for each URL; at least one list, of none. */
const byUrl = (requests: readonly RequestRecord[]): readonly (readonly RequestRecord[])[] => {
  const lists = [...Map.groupBy(requests, ({ url }) => url).values()];
  return lists.length === 0 ? [[]] : lists;
};

/** A load with what was asked of one URL alone. */
export const ofUrl = (result: LoadResult, url: string): LoadResult => ({
  ...result,
  requests: result.requests.filter((request) => request.url === url),
});

const isNew = ({ kind }: RequestRecord): boolean => kind === 'new';

/** The value that so large a part of the values does not exceed; 0 when there are none. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
}

function tally<K extends string>(values: readonly K[]): Partial<Record<K, number>> & Record<string, number> {
  const counts = new Map<K, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries(counts) as Partial<Record<K, number>> & Record<string, number>;
}
