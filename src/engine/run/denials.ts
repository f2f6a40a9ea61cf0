import { type Sh, sh } from '../../core/sh.ts';

/** How many lines are looked at, from the end; a program that is refused something tries again and again. */
const LINES = 400;

/** How many denials are told a host. */
const TOLD = 5;

/**
 * Prints what time the host has, when umctl changed it last (both in seconds since 1970), whether SELinux enforces, and what it
 * denied, as the kernel writes it: to auditd, or to its own log where there is none. ausearch(8) is not on every host, and alone knows of
 * logs elsewhere and of those before the last. It would read its standard input otherwise.
 */
export const askDenials: Sh = sh`date '+now %s'
for one in /var/lib/umctl /var/lib/umctl/* /var/lib/umctl/*/*; do stat -c 'changed %Y' "$one" 2>/dev/null; done
for one in /sys/fs/selinux/enforce /selinux/enforce; do
  if [ -e "$one" ]; then echo "enforce $(cat "$one")"; fi
done
if command -v ausearch >/dev/null 2>&1; then echo 'has ausearch'; fi
for source in 'ausearch --input-logs --raw -m AVC,USER_AVC -ts recent' 'cat /var/log/audit/audit.log' dmesg; do
  $source </dev/null 2>/dev/null | grep 'avc:  *denied' | tail -n ${LINES}
done`;

interface Since {
  /** Seconds since 1970 by the host's clock. Default: when umctl changed the host last. */
  readonly since?: number;
  /** Whether what was let pass counts, too. */
  readonly permissive: boolean;
}

/** What SELinux denied since then: each thing once, with how often, the latest first. */
export function denialsIn(stdout: string, { since = changedAt(stdout), permissive }: Since): readonly string[] {
  const denials = new Map<string, { readonly at: number; readonly times: number }>();
  const seen = new Set<string>();
  for (const line of stdout.split('\n')) {
    const [event = '', seconds = '0'] = /audit\((\d+)[.:][^)]*\)/.exec(line) ?? [];
    const at = Number(seconds);
    const what = described(line);
    // Of one event, ausearch and the log have the same line.
    const once = `${event} ${what}`;
    if (what === undefined || at < since || seen.has(once)) continue;
    if (!permissive && /\bpermissive=1\b/.test(line)) continue;
    seen.add(once);
    const before = denials.get(what) ?? { at, times: 0 };
    denials.set(what, { at: Math.max(at, before.at), times: before.times + 1 });
  }
  return [...denials]
    .sort(([, one], [, other]) => other.at - one.at)
    .map(([what, { times }]) => (times === 1 ? what : `${what} (${times} times)`));
}

/** Whether SELinux keeps programs from what it denies. */
export const enforces = (stdout: string): boolean => /^enforce 1$/m.test(stdout);

/** As many as a person reads, and how many more there are. */
export const firstOf = (denials: readonly string[]): readonly string[] => [
  ...denials.slice(0, TOLD),
  ...(denials.length > TOLD ? [`and ${denials.length - TOLD} more`] : []),
];

/** What to type to have denials explained. */
export const whyDenied = (stdout: string, when: 'today' | 'recent'): string =>
  /^has ausearch$/m.test(stdout) ? `ausearch -m AVC -ts ${when} | audit2why` : 'dmesg | audit2why';

/** When it was as many seconds ago, by the host's clock; a second more, as logs may have whole ones only. */
export const secondsAgo = (stdout: string, seconds: number): number =>
  Number(/^now (\d+)$/m.exec(stdout)?.[1] ?? 0) - Math.ceil(seconds) - 1;

const changedAt = (stdout: string): number =>
  Math.max(0, ...[...stdout.matchAll(/^changed (\d+)$/gm)].map(([, at]) => Number(at)));

function described(line: string): string | undefined {
  const permissions = /avc:\s+denied\s+\{ ([^}]*) \}/.exec(line)?.[1]?.trim();
  if (permissions === undefined) return undefined;
  const field = (name: string): string | undefined =>
    new RegExp(`\\b${name}=(?:"([^"]*)"|(\\S+))`)
      .exec(line)
      ?.slice(1)
      .find((value) => value !== undefined);
  const typeOf = (name: string): string => /^[^:]*:[^:]*:([^:]*)/.exec(field(name) ?? '')?.[1] ?? 'unknown';
  const port = field('dest') ?? field('src');
  const target = field('path') ?? field('name') ?? (port === undefined ? undefined : `port ${port}`);
  const on = `${field('tclass') ?? ''}${target === undefined ? '' : ` ${target}`} (${typeOf('tcontext')})`;
  return `${field('comm') ?? 'a program'} (${typeOf('scontext')}): ${permissions} on ${on}`;
}
