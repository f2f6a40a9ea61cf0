import { BUSY, type Output } from '../../core/connection.ts';

const AGAIN = 'run it again; finished steps are skipped.';

/** Causes that have nothing to do with the step they are met in, by what every system says of them. */
const CAUSES: readonly (readonly [RegExp, string])[] = [
  // Shells say of a write to a full disk no more than "I/O error".
  [
    /No space left on device|Disk quota exceeded|I\/O error/,
    'A disk of the host is full (df -h and df -i there tell which). Make room and',
  ],
  [
    /Read-only file system/,
    'A file system of the host is read-only, as after a disk error (dmesg, findmnt -O ro). Fix that and',
  ],
  [/Cannot allocate memory|Out of memory/, 'The host is out of memory (free -m). Make room and'],
];

/** What to do about a step that failed, from what it printed. */
export function advice({ code, stdout, stderr }: Output): string {
  const known = CAUSES.find(([pattern]) => pattern.test(`${stdout}\n${stderr}`))?.[1];
  if (known !== undefined) return `${known} ${AGAIN}`;
  if (code === BUSY)
    return `Others are still at work on the host, as told above. Wait until they are done, or end them, and ${AGAIN}`;
  return code === 124
    ? `It ran out of time: check what keeps the host busy, and ${AGAIN}`
    : `Fix the cause and ${AGAIN}`;
}
