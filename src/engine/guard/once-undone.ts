import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from '../../core/events.ts';
import { type Query, query } from '../../core/query.ts';
import { ROLLBACK_SECONDS } from './rollback-seconds.ts';
import { showGuard } from './shell.ts';

/** How much longer than it said a host may take to undo a change, in seconds. */
const GRACE = 15;

/** Asks a host what `showGuard` prints. */
export const askUndoneIn: Query<string> = query({ run: showGuard }, ({ stdout }) => stdout.trim());

/**
 * Asks a host, and asks again for as long as it is about to undo a change that another run made and did not confirm: until
 * then nothing that it answers is to last.
 */
export async function onceUndone<T extends { readonly undoneIn: string }>(
  host: string,
  ask: () => Promise<T>,
  report: Report,
): Promise<T> {
  const end = performance.now() + (ROLLBACK_SECONDS + GRACE) * 1000;
  for (let told = false; ; told = true) {
    const answers = await ask();
    const left = answers.undoneIn;
    if (left === '' || performance.now() > end) return answers;
    if (!told) report({ type: 'warning', message: `${host}: ${explanation} (${left} s)` });
    await sleep(1000);
  }
}

const explanation = 'an earlier run was cut off after it changed the network; waiting until the host has undone that';
