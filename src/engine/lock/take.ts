import { type Ask, BUSY, type Connection, type RunOptions } from '../../core/connection.ts';
import { EXIT, HostError } from '../../core/errors.ts';
import { sh } from '../../core/sh.ts';
import type { RunIdentity } from '../run/run-identity.ts';
import type { Watch } from '../run/session.ts';
import { free } from './free.ts';
import { type HeldLock, parseLock, writeHolder } from './holder.ts';
import { describeHolder, locked } from './locked.ts';
import { takeLock } from './shell.ts';

/** How long what an earlier run left at work on a host is waited for, in seconds. */
const LEFTOVER_SECONDS = 60;

/**
 * How to give a host up or take it while an earlier run may have left something at work there: its outcome is what the
 * next plan has to see.
 */
export const afterLeftover = (host: string, { report }: Pick<Watch, 'report'>): RunOptions => ({
  afterLeftover: LEFTOVER_SECONDS,
  onLeftover: (process) =>
    report({
      type: 'warning',
      message: `${host}: waiting for process ${process} of an earlier run, which is still at work`,
    }),
});

/**
 * Takes a host's lock, in one exchange; in two when it takes over what a run that is gone has left, or has to wait for it.
 * @param next what is asked under the lock, in the exchange that takes it
 * @throws HostError with exit 5 when another run has it, or something of an earlier one is at work
 */
export async function take(
  connection: Connection,
  watch: Watch,
  run: RunIdentity,
  next: readonly Ask[] = [],
): Promise<void> {
  const { host } = connection;
  let isBusy = false;
  const told: RunOptions = {
    next,
    onLeftover: () => {
      isBusy = true;
    },
  };
  const held = await attempt(connection, run, told);
  if (held === undefined) {
    if (isBusy) await waitOrFree(connection, watch, run);
    return;
  }
  const { name, holder } = held;
  if (holder === undefined || !run.isGone(holder)) throw locked(host, held, run.unlockCommand);
  const now = await attempt(connection, run, { ...afterLeftover(host, watch), next }, { over: name });
  if (now !== undefined) throw locked(host, now, run.unlockCommand);
  watch.report({
    type: 'warning',
    message: `${host}: took over the lock of a run that is gone: ${describeHolder(held)}`,
  });
}

/** The lock was free although something is at work: somebody unlocked the host. */
async function waitOrFree(connection: Connection, watch: Watch, { holder }: RunIdentity): Promise<void> {
  try {
    await connection.run([{ run: sh`:`, withinSeconds: 20 }], afterLeftover(connection.host, watch));
  } catch (error) {
    await free(connection, holder.run).catch(() => undefined);
    throw error;
  }
}

/** One attempt. Undefined = the lock is the run's; otherwise who has it. */
async function attempt(
  connection: Connection,
  { holder }: RunIdentity,
  how: RunOptions,
  options: { readonly over?: string } = {},
): Promise<HeldLock | undefined> {
  const command = { run: takeLock(holder.run, options), stdin: writeHolder(holder), withinSeconds: 20 };
  const [output = { code: 127, stdout: '', stderr: 'no answer' }] = await connection.run([command], how);
  if (output.code === 0) return undefined;
  if (output.code !== BUSY)
    throw new HostError({
      host: connection.host,
      exit: EXIT.failed,
      message: `cannot be locked (exit code ${output.code}), so nothing was changed`,
      command: command.run.text,
      output: output.stderr.trim(),
      next: 'Fix the cause (is /run full, or read-only?) and run it again.',
    });
  const held = parseLock(output.stdout) ?? { name: 'unknown', holder: undefined };
  return held.name === holder.run ? undefined : held;
}
