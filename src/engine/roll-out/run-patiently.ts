import { setTimeout as sleep } from 'node:timers/promises';
import { BUSY, type Command, type Connection, type Output, type RunOptions } from '../../core/connection.ts';
import type { Report } from '../../core/events.ts';
import { lastLines } from '../run/last-lines.ts';

interface Patiently extends RunOptions {
  readonly report: Report;
  /** How long to wait between two tries, in milliseconds. */
  readonly pause?: number;
}

/** How often a host is asked whether it is free, in milliseconds. */
const PAUSE = 3_000;

/**
 * Runs commands as `Connection.run` does; one that finds others at work on its host is tried again, and what it waits for is
 * told. Waiting is done here, not on the host: so it can be told and interrupted.
 */
export async function runPatiently(
  connection: Connection,
  commands: readonly Command[],
  { report, pause = PAUSE, onOutput, ...options }: Patiently,
): Promise<readonly Output[]> {
  const done: Output[] = [];
  let since = performance.now();
  let told = '';
  for (;;) {
    const outputs = await connection.run(commands.slice(done.length), {
      ...options,
      onOutput(index, output) {
        if (output.code === 0) onOutput?.(done.length + index, output);
      },
    });
    const last = outputs.at(-1);
    if (last === undefined || last.code !== BUSY) return [...done, ...outputs];
    if (outputs.length > 1) since = performance.now();
    done.push(...outputs.slice(0, -1));
    const patience = (commands[done.length]?.patienceSeconds ?? 0) * 1000;
    if (performance.now() - since >= patience || options.signal?.aborted === true) return [...done, last];
    const waits = `${connection.host}: ${lastLines(last).split('\n').at(-1)}`;
    if (waits !== told) report({ type: 'waiting', checks: [waits] });
    told = waits;
    await sleep(Math.min(pause, patience), undefined, options).catch(() => undefined);
  }
}
