import { EXIT, type HostFailure } from '../core/errors.ts';
import type { LockProcess, Summary } from '../core/events.ts';
import { workOn } from '../core/job.ts';
import { askHost } from '../core/query.ts';
import { askLock } from './lock/ask.ts';
import { free } from './lock/free.ts';
import type { HeldLock } from './lock/holder.ts';
import { describeHolder } from './lock/locked.ts';
import { withRun } from './run/run.ts';
import type { RunIdentity } from './run/run-identity.ts';
import type { Session, Watch } from './run/session.ts';
import { type Progress, summarise } from './run/summarise.ts';

/** A lock that was found, and what is known of the run that took it. */
export interface FoundLock extends HeldLock {
  readonly process: LockProcess;
}

export interface UnlockOptions {
  /** Asked once, after every `locked` event and only when there is a lock to free. False = leave the locks. */
  readonly confirm: (found: ReadonlyMap<string, FoundLock>) => Promise<boolean>;
  /** What becomes of locks of runs that are known to be under way, on this very controller. */
  readonly running: 'spared' | 'freed';
}

/** Shows who has the hosts locked and, once that is confirmed, frees those very locks: not one that is taken meanwhile. */
export const unlock = (session: Session, watch: Watch, { confirm, running }: UnlockOptions): Promise<Summary> =>
  withRun(session, watch, async (run) => {
    const hosts = workOn(run.job).map(({ name }) => name);
    const asked = await run.fleet.each({ phase: 'lock', hosts }, (connection) => askHost(connection, askLock));
    const held = new Map<string, FoundLock>();
    for (const [host, lock] of asked.done)
      if (lock !== undefined) held.set(host, { ...lock, process: processOf(lock, run.identity) });
    for (const [host, lock] of held) {
      const message = lock.holder === undefined ? {} : { message: lock.holder.message };
      run.report({ type: 'locked', host, by: describeHolder(lock), process: lock.process, ...message });
    }
    const isSpared = (lock: FoundLock): boolean => running === 'spared' && lock.process === 'running';
    const spared = new Map<string, HostFailure>();
    for (const [host, lock] of held) if (isSpared(lock)) spared.set(host, stillRuns(host, lock, run.identity));
    for (const [host, failure] of spared) run.report({ type: 'host-failed', host, phase: 'lock', failure });
    const freeable = new Map([...held].filter(([host]) => !spared.has(host)));
    const freed = freeable.size > 0 && (await confirm(freeable));
    const { failed } = await run.fleet.each(
      { phase: 'lock', hosts: freed ? [...freeable.keys()] : [], quiet: true },
      (connection, host) => free(connection, freeable.get(host)?.name ?? ''),
    );
    const failures = new Map([...asked.failed, ...spared, ...failed]);
    const progress = new Map(
      hosts.map((host): readonly [string, Progress] => {
        const failure = failures.get(host);
        const counts = { planned: held.has(host) ? 1 : 0, done: freeable.has(host) && freed ? 1 : 0 };
        return [host, failure === undefined ? counts : { ...counts, done: 0, failure }];
      }),
    );
    return summarise({ command: 'unlock', start: run.start, hosts: progress, interrupted: run.signal.aborted });
  });

function processOf({ holder }: HeldLock, { isGone, isRunning }: RunIdentity): LockProcess {
  if (holder === undefined) return 'unknown';
  if (isGone(holder)) return 'gone';
  return isRunning(holder) ? 'running' : 'unknown';
}

const stillRuns = (host: string, lock: FoundLock, { unlockCommand }: RunIdentity): HostFailure => ({
  host,
  exit: EXIT.locked,
  message: `not freed: its lock is held by ${describeHolder(lock)}, which still runs here`,
  ...(lock.holder === undefined ? {} : { output: lock.holder.message, outputIs: 'its command' }),
  next: `Let that run end, or end it (kill ${lock.holder?.pid}). To have two runs change the host at once all the same: ${unlockCommand} --yes --even-if-running`,
});
