import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError } from '../core/errors.ts';
import { modeOf } from '../records/only-ours.ts';
import type { CodeFile } from '../records/saved-plan.ts';

/** The files that a playbook consists of, followed as they are loaded. */
export interface PlaybookCode {
  /** Says whether a module is the playbook's: the playbook itself, or what one of its modules imports. Not what is umctl's own. */
  readonly claims: (url: string, importer: string | undefined) => boolean;
  /** Reads a module of the playbook, as it is to be run. @throws InputError for one that must not be */
  readonly read: (url: string) => Buffer | undefined;
  /** All files that were read so far. */
  readonly files: () => readonly CodeFile[];
  /** What is loaded from now on is loaded while the playbook runs: which files that are, nobody knew when the plan was made. */
  readonly isLoaded: () => void;
}

/** @param approved the files that a saved plan was made with: nothing else is read */
export function followCode(
  entry: string,
  approved?: { readonly by: string; readonly code: readonly CodeFile[] },
): PlaybookCode {
  const mine = new Set<string>();
  const files = new Map<string, string>();
  const expected =
    approved === undefined ? undefined : new Map(approved.code.map(({ file, digest }) => [file, digest]));
  let loaded = false;
  return {
    claims(url, importer) {
      if (!url.startsWith('file:')) return false;
      if (url !== entry && (importer === undefined || !mine.has(importer))) return mine.has(url);
      mine.add(url);
      return true;
    },
    read(url) {
      if (!mine.has(url)) return undefined;
      const file = fileURLToPath(url);
      const content = readTrusted(file);
      const digest = createHash('sha256').update(content).digest('hex');
      const known = expected?.get(file);
      if (expected !== undefined && known !== digest && !(known === undefined && loaded))
        throw new InputError([
          {
            message:
              `${approved?.by}: the plan was made with ${known === undefined ? `a playbook without ${file}` : `another ${file}`}, ` +
              'so nothing of this playbook is run; make a new plan',
          },
        ]);
      files.set(file, digest);
      return content;
    },
    files: () => [...files].map(([file, digest]) => ({ file, digest })),
    isLoaded: () => {
      loaded = true;
    },
  };
}

/** Reads a file of a playbook. @throws InputError where anybody on this machine can change what is run */
function readTrusted(file: string): Buffer {
  const folder = path.dirname(file);
  const { mode } = statSync(folder);
  // Where the sticky bit is set, as on /tmp, nobody can replace what belongs to somebody else.
  if ((mode & 0o1002) === 0o002)
    throw refuse(file, folder, `anybody may replace it (mode ${modeOf({ mode })} of its directory)`);
  const fd = openSync(file, 'r');
  try {
    const stats = fstatSync(fd);
    if (isLoose(stats)) throw refuse(file, file, `others may write to it (mode ${modeOf(stats)})`);
    return readFileSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Writable by everybody, or by a group that the user is not in; a team may share its playbooks. */
const isLoose = ({ mode, gid }: Stats): boolean =>
  (mode & 0o002) !== 0 ||
  ((mode & 0o020) !== 0 && process.getgroups?.().includes(gid) === false && process.getegid?.() !== gid);

const refuse = (file: string, at: string, why: string): InputError =>
  new InputError([
    { message: `${file}: ${why}, so this playbook is not run; check its content, then: chmod go-w ${at}` },
  ]);
