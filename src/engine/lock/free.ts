import type { Connection, RunOptions } from '../../core/connection.ts';
import { EXIT, HostError } from '../../core/errors.ts';
import { joinSh, type Sh, sh } from '../../core/sh.ts';
import { freeLock } from './shell.ts';

/** How `timeout` ends: the lock is given up before anything that takes long. */
const TOO_LONG = 124;

/** Gives up the lock that goes by `name` on a host, then does what `after` says. @throws HostError where it cannot be removed */
export async function free(
  connection: Connection,
  name: string,
  { after = sh`:`, ...how }: RunOptions & { readonly after?: Sh } = {},
): Promise<void> {
  const [freed] = await connection.run([{ run: joinSh([freeLock(name), after, sh`:`]), withinSeconds: 60 }], how);
  if (freed === undefined || freed.code === 0 || freed.code === TOO_LONG) return;
  throw new HostError({
    host: connection.host,
    exit: EXIT.failed,
    message: freed.stderr.trim().split('\n').at(-1) ?? '',
    next: 'Fix the cause (is /run read-only?) and run it again.',
  });
}
