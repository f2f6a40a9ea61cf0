import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../../core/connection.ts';
import { HostError } from '../../core/errors.ts';
import type { Guard } from '../../core/guard.ts';
import type { Fleet } from '../run/fleet.ts';
import type { Watch } from '../run/session.ts';
import { lostForGood } from './cut-off.ts';
import { disarm, parseVerdict, type Verdict } from './shell.ts';

export interface ConfirmOptions extends Watch {
  readonly fleet: Fleet;
  readonly run: string;
  /** How long the host waits, in seconds. */
  readonly seconds: number;
  readonly ways: readonly Guard[];
  /** The ids of the guarded steps. */
  readonly ids: readonly string[];
}

export interface Confirmation {
  readonly connection: Connection;
  readonly verdict: Verdict;
}

/** How long a host may take to be reachable again after it has undone a change, in seconds. */
const RETURN_SECONDS = 60;

/** How long to wait between two logins, in milliseconds. */
const INTERVAL = 1000;

/**
 * Logs in to a host anew, which proves that what was changed did not cut it off, and takes its guard away. While that
 * fails it is tried again, until the host has had the time to undo the change and come back.
 * @returns the new connection, and whether the guard had done its work already
 * @throws HostError when the host does not come back
 */
export async function confirm(host: string, options: ConfirmOptions): Promise<Confirmation> {
  const { fleet, run, seconds, report } = options;
  const end = performance.now() + (seconds + RETURN_SECONDS) * 1000;
  let asked = false;
  for (let told = false; ; told = true) {
    try {
      const connection = await fleet.renew(host);
      const before = asked;
      asked = true;
      const [output] = await connection.run([{ run: disarm(run), withinSeconds: 60 }]);
      const verdict = parseVerdict(output?.stdout ?? '');
      // Asked before, it was taken away then: only the answer was lost.
      return { connection, verdict: verdict === 'not armed' && before ? 'confirmed' : verdict };
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      if (performance.now() > end) throw lostForGood(host, options, error);
      const why = `accepts no login since its network was changed (${error.failure.message})`;
      if (!told) report({ type: 'warning', message: `${host} ${why}; it undoes the change within ${seconds} s` });
      await sleep(INTERVAL);
    }
  }
}
