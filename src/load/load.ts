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
  const destination = destinationOf(settings.url);
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
  const askAnew = async (at: number): Promise<void> => {
    const sent = now();
    const answer = await createLine({ ...settings, destination, keep: false }).ask();
    requests.push({ kind: 'new', at, lag: Math.max(0, sent - at), latency: now() - sent, ...answer });
  };
  const stopAsking = atFixedTimes(1000 / settings.rate, (at) => track(askAnew(at)));
  for (let index = 0; index < settings.keepAlive.connections; index++)
    track(
      keepAlive({
        index,
        destination,
        settings,
        now,
        ended: ended.signal,
        onRequest: (request) => requests.push(request),
        onBreak: (broken) => breaks.push(broken),
      }),
    );
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
