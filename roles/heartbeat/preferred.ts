import { lowerCaseName } from '../../src/cluster/membership/list.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import { type Sh, sh } from '../../src/core/sh.ts';
import type { HeartbeatVars } from './vars.ts';

const PREFERRED = 'prefers ';

/** Prints whom the host's haresources prefers: the first word of the first line that is no comment. */
export const askPreferred: Sh = sh`sed -n 's/^\\([^#[:space:]][^[:space:]]*\\)[[:space:]].*/${{ text: PREFERRED }}\\1/p' /etc/ha.d/haresources 2>/dev/null | head -n 1`;

/** What whoever approves a plan should know where another director than before is preferred. */
export function warnOfPreferred(context: Context<HeartbeatVars>): readonly string[] {
  const { vars, directors, recalled } = context;
  const wanted = directors[0]?.name ?? '';
  const before = [...recalled.values()].flatMap((text) =>
    text.split('\n').flatMap((line) => (line.startsWith(PREFERRED) ? [line.slice(PREFERRED.length)] : [])),
  );
  const others = [...new Set(before)].filter((name) => lowerCaseName(name) !== lowerCaseName(wanted));
  const known = directors.find(({ name }) => others.some((other) => lowerCaseName(other) === lowerCaseName(name)));
  if (known === undefined) return [];
  const moves = vars.heartbeat.auto_failback
    ? `with auto_failback the duties go to ${wanted}`
    : 'the duties stay where they are';
  return [
    `${wanted} becomes the preferred director in place of ${known.name}, as it is the first host of the group directors; ${moves}. ` +
      `To keep ${known.name}, name it first in that group`,
  ];
}
