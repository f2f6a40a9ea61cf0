import { monitorEventLoopDelay } from 'node:perf_hooks';
import { destinationOf } from './dial.ts';
import { keepAlive } from './keep-alive.ts';
import { createLine } from './line.ts';
import type { Break, LoadResult, RequestRecord } from './record.ts';
import { atFixedTimes } from './schedule.ts';
import type { LoadSettings } from './settings.ts';

/** A load that is being made. */
export interface Load {
  /** Milliseconds since it began. */
  readonly now: () => number;
  /** What has ended so far, in the order in which it did. */
  readonly requests: readonly RequestRecord[];
  readonly breaks: readonly Break[];
  /** Sends nothing new, waits for what is under way (no longer than its own limits), and tells all. */
  readonly stop: () => Promise<LoadResult>;
}

/** So finely the program looks at whether it is held up, in milliseconds. */
const RESOLUTION = 10;

/**
 * Begins a steady load and goes on until it is stopped.
 * @throws Error when the URL is none that can be asked
 */
export function startLoad(settings: LoadSettings): Load {
  const places = [settings.url, ...(settings.also ?? [])].map((url) => ({ url, destination: destinationOf(url) }));
  /** What is asked in a turn, and what is on record of it. */
  const inTurn = (turn: number) => {
    const { url, destination } = places[turn % places.length] as (typeof places)[number];
    return { settings: { ...settings, url }, destination, noted: places.length === 1 ? {} : { url } };
  };
  const requests: RequestRecord[] = [];
  const breaks: Break[] = [];
  const ended = new AbortController();
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
  delay.enable();
  const began = Date.now();
  const start = performance.now();
  const now = (): number => performance.now() - start;
  const underWay = new Set<Promise<void>>();
  const track = (work: Promise<void>): void => {
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  };
  const askAnew = async (at: number, turn: number): Promise<void> => {
    const { settings: its, destination, noted } = inTurn(turn);
    const sent = now();
    const answer = await createLine({ ...its, destination, keep: false }).ask();
    requests.push({ kind: 'new', ...noted, at, lag: Math.max(0, sent - at), latency: now() - sent, ...answer });
  };
  const stopAsking = atFixedTimes(1000 / settings.rate, (at, turn) => track(askAnew(at, turn)));
  for (let index = 0; index < settings.keepAlive.connections; index++) {
    const { noted, ...asked } = inTurn(index);
    track(
      keepAlive({
        index,
        ...asked,
        now,
        ended: ended.signal,
        onRequest: (request) => requests.push({ ...request, ...noted }),
        onBreak: (broken) => breaks.push(broken),
      }),
    );
  }
  return {
    now,
    requests,
    breaks,
    async stop() {
      stopAsking();
      ended.abort();
      const milliseconds = now();
      await Promise.all(underWay);
      delay.disable();
      return {
        began,
        milliseconds,
        requests: requests.toSorted((a, b) => a.at - b.at),
        breaks: breaks.toSorted((a, b) => a.at - b.at),
        heldUp: Math.max(0, delay.max / 1e6 - RESOLUTION),
      };
    },
  };
}
