import { type Sh, sh } from '../../../core/sh.ts';
import type { Links } from './links.ts';

/** The run levels in which a service is wanted. */
const LEVELS = [2, 3, 4, 5];

/** Prints `script` where the service has an init script, and a line `level N` or `off N` for each run level that starts or stops it. */
export const askRunLevels = (name: string): Sh => sh`if [ -e ${`/etc/init.d/${name}`} ]; then
  echo script
  for level in ${LEVELS}; do
    for link in /etc/rc$level.d/S[0-9][0-9]${name}; do [ ! -L "$link" ] || echo "level $level"; done
    for link in /etc/rc$level.d/K[0-9][0-9]${name}; do [ ! -L "$link" ] || echo "off $level"; done
  done
fi`;

/** A shell function: whether the service `$name` has no init script, or one that starts in all of the run levels. */
export const SCRIPT_STARTS: Sh = sh`script_starts() {
  [ -e "/etc/init.d/$name" ] || return 0
  for level in ${LEVELS}; do
    set -- /etc/rc$level.d/S[0-9][0-9]"$name"
    [ -L "$1" ] || return 1
  done
}`;

/** Whether the init script starts in all of the run levels (true), in none (false) or in some; undefined without one. */
export function parseRunLevels(
  lines: readonly string[],
  { comesBack }: Pick<Links, 'comesBack'> = {},
): boolean | string | undefined {
  if (!lines.includes('script')) return undefined;
  const levels = LEVELS.filter((level) => lines.includes(`level ${level}`));
  if (levels.length === 0)
    return comesBack && !lines.some((line) => line.startsWith('off ')) ? 'no, until its package is updated' : false;
  return levels.length === LEVELS.length ? true : `enabled in run levels ${levels.join(' ')} only`;
}
