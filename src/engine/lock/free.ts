import type { Command, Connection, RunOptions } from '../../core/connection.ts';
import { EXIT, HostError } from '../../core/errors.ts';
import { freeLock } from './shell.ts';

/** Gives up the lock that goes by `name` on a host, then runs `after`. @throws HostError where it cannot be removed */
export async function free(
  connection: Connection,
  name: string,
  { after = [], ...how }: RunOptions & { readonly after?: readonly Command[] } = {},
): Promise<void> {
  const [freed] = await connection.run([{ run: freeLock(name), withinSeconds: 20 }, ...after], how);
  if (freed === undefined || freed.code === 0) return;
  throw new HostError({
    host: connection.host,
    exit: EXIT.failed,
    message: freed.stderr.trim().split('\n').at(-1) ?? '',
    next: 'Fix the cause (is /run read-only?) and run it again.',
  });
}
