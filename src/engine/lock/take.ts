import type { Connection } from '../../core/connection.ts';
import { EXIT, HostError } from '../../core/errors.ts';
import type { RunIdentity } from '../run-identity.ts';
import type { Watch } from '../session.ts';
import { type HeldLock, parseLock, writeHolder } from './holder.ts';
import { describeHolder, locked } from './locked.ts';
import { TAKEN, takeLock } from './shell.ts';

/**
 * Takes a host's lock, in one exchange; in two when it takes over what a run that is gone has left.
 * @throws HostError with exit 5 when another run has it
 */
export async function take(connection: Connection, { report }: Watch, run: RunIdentity): Promise<void> {
  const { host } = connection;
  const held = await attempt(connection, run, {});
  if (held === undefined) return;
  const { name, holder } = held;
  if (holder === undefined || !run.isGone(holder)) throw locked(host, held, run.unlockCommand);
  const now = await attempt(connection, run, { over: name });
  if (now !== undefined) throw locked(host, now, run.unlockCommand);
  report({ type: 'warning', message: `${host}: took over the lock of a run that is gone: ${describeHolder(held)}` });
}

/** One attempt. Undefined = the lock is the run's; otherwise who has it. */
async function attempt(
  connection: Connection,
  { holder }: RunIdentity,
  options: { readonly over?: string },
): Promise<HeldLock | undefined> {
  const command = { run: takeLock(holder.run, options), stdin: writeHolder(holder), withinSeconds: 20 };
  // The run that is gone may have left a command at work, whose outcome the next plan has to see.
  const afterLeftover = options.over !== undefined;
  const [output = { code: 127, stdout: '', stderr: 'no answer' }] = await connection.run([command], { afterLeftover });
  if (output.code !== 0)
    throw new HostError({
      host: connection.host,
      exit: EXIT.failed,
      message: `cannot be locked (exit code ${output.code}), so nothing was changed`,
      command: command.run.text,
      output: output.stderr.trim(),
      next: 'Mend the cause (is /run full, or read-only?) and run the same command again.',
    });
  const held = parseLock(output.stdout) ?? { name: 'unknown', holder: undefined };
  return output.stdout.trim() === TAKEN || held.name === holder.run ? undefined : held;
}
