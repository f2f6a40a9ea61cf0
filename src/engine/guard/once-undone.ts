import { setTimeout as sleep } from 'node:timers/promises';
import type { Output } from '../../core/connection.ts';
import type { Report } from '../../core/events.ts';
import { ROLLBACK_SECONDS } from './rollback-seconds.ts';

/** How much longer than it said a host may take to undo a change, in seconds. */
const GRACE = 15;

/**
 * Asks a host, the last of the answers being that to `showGuard`, and asks again for as long as the host is about to undo
 * a change that another run made and did not confirm: until then nothing that it answers is to last.
 */
export async function onceUndone(
  host: string,
  ask: () => Promise<readonly Output[]>,
  report: Report,
): Promise<readonly Output[]> {
  const end = performance.now() + (ROLLBACK_SECONDS + GRACE) * 1000;
  for (let told = false; ; told = true) {
    const answers = await ask();
    const left = answers.at(-1)?.stdout.trim() ?? '';
    if (left === '' || performance.now() > end) return answers;
    if (!told) report({ type: 'warning', message: `${host}: ${explanation} (${left} s)` });
    await sleep(1000);
  }
}

const explanation =
  'a run that was cut off has changed its network and not confirmed it; waiting until the host has undone that';
