import type { Summary } from '../../core/events.ts';
import { workOn } from '../../core/job.ts';
import { run } from '../run.ts';
import type { Session, Watch } from '../session.ts';
import { type Progress, summarise } from '../summarise.ts';
import { free } from './free.ts';
import { type HeldLock, parseLock } from './holder.ts';
import { describeHolder } from './locked.ts';
import { showLock } from './shell.ts';

/** Asked once, after every `locked` event and only when some host is locked. False = leave the locks. */
export type ConfirmUnlock = (held: ReadonlyMap<string, HeldLock>) => Promise<boolean>;

/** Shows who has the hosts locked and, once that is confirmed, frees those very locks: not one that is taken meanwhile. */
export const unlock = (session: Session, watch: Watch, confirm: ConfirmUnlock): Promise<Summary> =>
  run(session, watch, async (fleet, start) => {
    const hosts = workOn(session.job).map(({ name }) => name);
    const asked = await fleet.each({ phase: 'lock', hosts }, async (connection) => {
      const [{ stdout } = { stdout: '' }] = await connection.ask([{ run: showLock }]);
      return parseLock(stdout);
    });
    const held = new Map<string, HeldLock>();
    for (const [host, lock] of asked.done) if (lock !== undefined) held.set(host, lock);
    for (const [host, lock] of held) {
      const { holder } = lock;
      const message = holder === undefined ? {} : { message: holder.message };
      watch.report({ type: 'locked', host, by: describeHolder(lock), ...message });
    }
    const freed = held.size > 0 && (await confirm(held));
    const { failed } = await fleet.each(
      { phase: 'lock', hosts: freed ? [...held.keys()] : [], quiet: true },
      (connection, host) => free(connection, held.get(host)?.name ?? ''),
    );
    const failures = new Map([...asked.failed, ...failed]);
    const progress = new Map(
      hosts.map((host): readonly [string, Progress] => {
        const failure = failures.get(host);
        const counts = { planned: held.has(host) ? 1 : 0, done: held.has(host) && freed ? 1 : 0 };
        return [host, failure === undefined ? counts : { ...counts, done: 0, failure }];
      }),
    );
    return summarise({ command: 'unlock', start, hosts: progress, interrupted: watch.signal.aborted });
  });
