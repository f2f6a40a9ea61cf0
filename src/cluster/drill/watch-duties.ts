import { setTimeout as delay } from 'node:timers/promises';
import type { Connect, Connection } from '../../core/connection.ts';
import { HostError, type HostFailure } from '../../core/errors.ts';
import { joinSh, type Sh, sh } from '../../core/sh.ts';

/** What a director does: `silent` = it does not answer umctl. */
export type WatchedDuty = 'active' | 'standby' | 'silent';

export interface DutyWatch {
  /** What each director was found to do last; those that have not been asked yet are not there. */
  readonly duties: ReadonlyMap<string, WatchedDuty>;
  /** Why a director is silent, as far as that is known. */
  readonly failures: ReadonlyMap<string, HostFailure>;
  /** The directors that have the virtual address on an interface to others. */
  readonly active: () => readonly string[];
  readonly stop: () => Promise<void>;
}

/** How often each director is asked, and how long its answer may take, in milliseconds. */
const INTERVAL = 500;
const PATIENCE = 6_000;

interface Watched {
  readonly connect: Connect;
  /** The virtual addresses. */
  readonly addresses: readonly string[];
  readonly directors: readonly string[];
}

/** Prints the lines of those that are there; of several with no more processes than of two. */
const askAddresses = (addresses: readonly string[]): Sh =>
  addresses.length === 1
    ? joinSh(addresses.map((address) => sh`ip -o addr show to ${address}`))
    : sh`ip -o addr show | grep -F ${addresses.flatMap((address) => ['-e', ` ${address}/`])}`;

/**
 * Asks every director again and again, each by a connection of its own, whether it has the virtual address. One that does
 * not answer keeps nobody waiting: its connection is given up, and another is tried.
 */
export function watchDuties(
  { connect, addresses, directors }: Watched,
  onChange: (host: string, duty: WatchedDuty) => void,
): DutyWatch {
  const askHeld = askAddresses(addresses);
  const duties = new Map<string, WatchedDuty>();
  const failures = new Map<string, HostFailure>();
  const over = new AbortController();
  const watchOne = async (host: string): Promise<void> => {
    let link: Promise<Connection> | undefined;
    const drop = (): void => {
      link?.then((made) => made.close()).catch(() => undefined);
      link = undefined;
    };
    const ask = async (): Promise<WatchedDuty> => {
      link ??= connect(host);
      const [answer] = await (await link).ask([{ run: askHeld, withinSeconds: 5 }]);
      return parseDuty(answer?.stdout ?? '');
    };
    while (!over.signal.aborted) {
      const duty = await Promise.race([
        ask().catch((error: unknown): WatchedDuty => {
          if (error instanceof HostError) failures.set(host, error.failure);
          return 'silent';
        }),
        delay(PATIENCE, 'silent' as const, { signal: over.signal }).catch(() => undefined),
      ]);
      if (duty === undefined) break;
      if (duty === 'silent') drop();
      if (duties.get(host) !== duty) onChange(host, duty);
      duties.set(host, duty);
      await delay(INTERVAL, undefined, { signal: over.signal }).catch(() => undefined);
    }
    drop();
  };
  const watching = Promise.all(directors.map(watchOne));
  return {
    duties,
    failures,
    active: () => [...duties].flatMap(([host, duty]) => (duty === 'active' ? [host] : [])),
    async stop() {
      over.abort();
      await watching;
    },
  };
}

/** Reads `ip -o addr show to ADDRESS`: on the loopback alone, the address is a real server's. */
export const parseDuty = (stdout: string): WatchedDuty =>
  stdout.split('\n').some((line) => /^\d+: (?!lo\b)\S+ /.test(line)) ? 'active' : 'standby';
