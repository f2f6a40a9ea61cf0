import type { CheckResult } from '../../core/check.ts';
import { type Sh, sh } from '../../core/sh.ts';
import type { Gathered } from '../gather/gather.ts';
import type { Run } from '../run/run.ts';

/** How many lines are looked at, from the end; a program that is refused something tries again and again. */
const LINES = 400;

/** How many denials are told a host. */
const TOLD = 5;

/**
 * Prints when umctl changed the host last, in seconds since 1970, and what SELinux denied, as the kernel writes it: to the log
 * of auditd, or to its own where there is none. ausearch(8) is not on every host.
 */
const ask: Sh = sh`for one in /var/lib/umctl /var/lib/umctl/* /var/lib/umctl/*/*; do stat -c 'changed %Y' "$one" 2>/dev/null; done
{ cat /var/log/audit/audit.log || :; dmesg || :; } 2>/dev/null | grep 'avc:  *denied' | tail -n ${LINES}`;

/** What SELinux denied since umctl changed the host last: each thing once, with how often, the latest first. */
export function denialsIn(stdout: string): readonly string[] {
  const lines = stdout.split('\n');
  const since = Math.max(0, ...lines.map((line) => Number(/^changed (\d+)$/.exec(line)?.[1] ?? 0)));
  const denials = new Map<string, { readonly at: number; readonly times: number }>();
  for (const line of lines) {
    const at = Number(/audit\((\d+)[.:]/.exec(line)?.[1] ?? 0);
    const what = described(line);
    if (what === undefined || at < since) continue;
    const before = denials.get(what) ?? { at, times: 0 };
    denials.set(what, { at: Math.max(at, before.at), times: before.times + 1 });
  }
  return [...denials]
    .sort(([, one], [, other]) => other.at - one.at)
    .map(([what, { times }]) => (times === 1 ? what : `${what} (${times} times)`));
}

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

/** Tells, of hosts with SELinux whose checks failed, what it denied since they were changed: nothing else says so. */
export async function tellDenials(
  results: readonly CheckResult[],
  { facts }: Pick<Gathered, 'facts'>,
  { fleet, report }: Pick<Run, 'fleet' | 'report'>,
): Promise<void> {
  const wrong = new Set(results.flatMap(({ complaint, hosts }) => (complaint === undefined ? [] : hosts)));
  const asked = [...wrong].filter((host) => (facts.get(host)?.selinux ?? 'disabled') !== 'disabled');
  if (asked.length === 0) return;
  const { done } = await fleet.each({ phase: 'verify', hosts: asked, quiet: true }, (connection) =>
    connection.ask([{ run: ask }]),
  );
  for (const [host, [answer]] of done) {
    const denials = denialsIn(answer?.stdout ?? '');
    if (denials.length === 0) continue;
    const more = denials.length > TOLD ? `; and ${denials.length - TOLD} more` : '';
    const permissive =
      facts.get(host)?.selinux === 'permissive' ? ', which it lets pass as long as it is permissive' : '';
    report({
      type: 'warning',
      message: `${host}: SELinux denies since the last change${permissive}: ${denials.slice(0, TOLD).join('; ')}${more}. To see why: ausearch -m AVC -ts today | audit2why`,
    });
  }
}
