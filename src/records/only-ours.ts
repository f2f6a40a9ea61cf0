import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../core/errors.ts';

type Access = Pick<Stats, 'uid' | 'mode'>;

/** Write permission of the group and of everybody. An ACL that lets somebody else write shows as the group's, too (acl(5)). */
const OTHERS_WRITE = 0o022;

/** `0644`, as chmod(1) takes it. */
export const modeOf = ({ mode }: Pick<Stats, 'mode'>): string => (mode & 0o7777).toString(8).padStart(4, '0');

/** Reads a file that only this user or root can have written. @throws InputError where somebody else can; Error from the file system */
export function readOnlyOurs(file: string): string {
  // The file that is checked is the one that is read, whatever its name leads to meanwhile. A FIFO is not waited for.
  const fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(fd);
    if (!stats.isFile()) throw refusal(file, 'is not a regular file, so nobody can tell who wrote it');
    requireOnlyOurs(file, stats);
    return readFileSync(fd, 'utf8');
  } finally {
    closeSync(fd);
  }
}

/**
 * Sees that nobody else can put something into these directories; those that are not there yet are right. Their parents are not
 * looked at: whoever can rename a directory there cannot make one that belongs to this user.
 * @throws InputError where somebody else can
 */
export function requireOurDirectories(...directories: readonly string[]): void {
  for (const directory of directories)
    for (const look of [lstatSync, statSync]) {
      const stats = look(directory, { throwIfNoEntry: false });
      // A link has no mode of its own.
      if (stats !== undefined) requireOnlyOurs(directory, stats.isSymbolicLink() ? { uid: stats.uid, mode: 0 } : stats);
    }
}

function requireOnlyOurs(name: string, stats: Access): void {
  const me = process.geteuid?.();
  // A system without user ids has no modes to judge by either.
  if (me === undefined) return;
  if (stats.uid !== me && stats.uid !== 0)
    throw refusal(name, `belongs to user id ${stats.uid}, not to you (${me}): it is not trusted`);
  if ((stats.mode & OTHERS_WRITE) === 0) return;
  const remedy = `check its content, then: chmod go-w ${path.resolve(name)}`;
  throw refusal(name, `others may write to it (mode ${modeOf(stats)}), so it is not trusted; ${remedy}`);
}

const refusal = (name: string, why: string): InputError => new InputError([{ message: `${name}: ${why}` }]);
