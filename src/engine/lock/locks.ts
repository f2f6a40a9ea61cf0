import { setTimeout as sleep } from 'node:timers/promises';
import type { Ask } from '../../core/connection.ts';
import { EXIT, type HostFailure } from '../../core/errors.ts';
import { pruneKept } from '../../resources/shell/keep.ts';
import type { Fleet } from '../run/fleet.ts';
import type { RunIdentity } from '../run/run-identity.ts';
import type { Watch } from '../run/session.ts';
import { free } from './free.ts';
import { afterLeftover, take } from './take.ts';

/** The locks of a run. */
export interface Locks {
  /**
   * Takes the lock of every host, or of none, and waits for other runs as long as this one may. Returns why hosts are
   * not locked, by host; empty = all are.
   */
  acquire(hosts: readonly string[]): Promise<ReadonlyMap<string, HostFailure>>;
  /**
   * The same for the whole cluster: a host that is none of `hosts` is locked, too, against runs that are limited to
   * others; where that cannot be done, for any other reason than another run's lock, a warning says so.
   * @param next what is asked of a host under its lock, in the exchange that takes it
   */
  acquireCluster(hosts: readonly string[], next?: AskNext): Promise<ReadonlyMap<string, HostFailure>>;
  /** Gives up every lock that the run has, and lets old copies on those hosts go. Never fails: a lock that cannot be freed is told of. */
  release(): Promise<void>;
}

type AskNext = (host: string) => readonly Ask[];

/** How often a lock that is waited for is asked for again, in milliseconds. */
const INTERVAL = 2_000;

/** @param cluster all hosts that runs of this inventory may change, in its order */
export function createLocks(
  fleet: Fleet,
  { report, signal }: Watch,
  { run, cluster }: { readonly run: RunIdentity; readonly cluster: readonly string[] },
): Locks {
  const mine = new Set<string>();
  const skipped = new Set<string>();
  /** All runs take the first host's lock before any other's: so of several that begin together one gets through. */
  const takeAll = async (
    hosts: readonly string[],
    needed: ReadonlySet<string>,
    next: AskNext,
  ): Promise<ReadonlyMap<string, HostFailure>> => {
    for (const some of [hosts.slice(0, 1), hosts.slice(1)]) {
      const { done, failed } = await fleet.each({ phase: 'lock', hosts: some, quiet: true }, (connection, host) =>
        take(connection, { report, signal }, run, next(host)),
      );
      // Where the answer was lost the lock may be taken all the same; freeing what is not the run's does nothing.
      for (const [host, { exit }] of failed) if (exit !== EXIT.locked && fleet.exchanges(host) > 0) mine.add(host);
      for (const host of done.keys()) mine.add(host);
      const decisive = [...failed].filter(([host, { exit }]) => needed.has(host) || exit === EXIT.locked);
      if (decisive.length > 0) return new Map(decisive);
      for (const [host, failure] of failed) skip(host, failure);
    }
    return new Map();
  };
  const skip = (host: string, { message }: HostFailure): void => {
    if (!skipped.has(host))
      report({ type: 'warning', message: `${host}: not locked (${message}), so a run limited to it is not kept out` });
    skipped.add(host);
  };
  const release = async (): Promise<void> => {
    // A shell that was killed may have left its command at work: the next run has to find the host locked until it ends.
    const { done, failed } = await fleet.each({ phase: 'lock', hosts: [...mine], quiet: true }, (connection, host) =>
      free(connection, run.holder.run, {
        after: pruneKept,
        ...afterLeftover(host, { report }),
      }),
    );
    for (const host of done.keys()) mine.delete(host);
    const heals = `the next run from ${run.holder.controller} takes it over`;
    for (const [host, { message }] of failed)
      report({ type: 'warning', message: `${host}: its lock could not be freed (${message}); ${heals}` });
  };
  const acquire = async (
    hosts: readonly string[],
    needed: ReadonlySet<string>,
    next: AskNext = () => [],
  ): Promise<ReadonlyMap<string, HostFailure>> => {
    if (needed.size === 0) return new Map();
    const start = performance.now();
    const end = start + run.lockWaitSeconds * 1000;
    let told = '';
    report({ type: 'phase', phase: 'lock', hosts: [...needed] });
    for (const host of needed) report({ type: 'host-start', host, phase: 'lock' });
    for (;;) {
      const failed = await takeAll(hosts, needed, next);
      if (failed.size === 0) {
        const milliseconds = performance.now() - start;
        for (const host of needed) report({ type: 'host-done', host, phase: 'lock', milliseconds });
        return failed;
      }
      await release();
      const others = [...failed.values()];
      const mayWait = others.every(({ exit }) => exit === EXIT.locked) && performance.now() < end && !signal.aborted;
      if (!mayWait) {
        for (const [host, failure] of failed) report({ type: 'host-failed', host, phase: 'lock', failure });
        return failed;
      }
      const who = others.map(({ host, message }) => `${host} is ${message}`).join('; ');
      if (who !== told) report({ type: 'warning', message: `waiting for another run: ${who}` });
      told = who;
      await sleep(INTERVAL, undefined, { signal }).catch(() => undefined);
    }
  };
  return {
    release,
    acquire: (hosts) => acquire(hosts, new Set(hosts)),
    acquireCluster: (hosts, next) => acquire(cluster, new Set(hosts), next),
  };
}
