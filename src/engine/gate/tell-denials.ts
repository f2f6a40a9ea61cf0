import type { CheckResult } from '../../core/check.ts';
import type { Gathered } from '../gather/gather.ts';
import { askDenials, denialsIn, firstOf, secondsAgo, whyDenied } from '../run/denials.ts';
import type { Run } from '../run/run.ts';

/**
 * Tells, of hosts with SELinux whose checks failed, what it denied: since the run began if it changed hosts, else since
 * they were changed last. Nothing else says so.
 */
export async function tellDenials(
  results: readonly CheckResult[],
  { facts }: Pick<Gathered, 'facts'>,
  { fleet, report, start }: Pick<Run, 'fleet' | 'report' | 'start'>,
  { since }: { readonly since: 'last change' | 'run began' },
): Promise<void> {
  const wrong = new Set(results.flatMap(({ complaint, hosts }) => (complaint === undefined ? [] : hosts)));
  const asked = [...wrong].filter((host) => (facts.get(host)?.selinux ?? 'disabled') !== 'disabled');
  if (asked.length === 0) return;
  const { done } = await fleet.each({ phase: 'verify', hosts: asked, quiet: true }, (connection) =>
    connection.ask([{ run: askDenials }]),
  );
  for (const [host, [{ stdout } = { stdout: '' }]] of done) {
    const began = secondsAgo(stdout, (performance.now() - start) / 1000);
    const denials = denialsIn(stdout, { ...(since === 'run began' ? { since: began } : {}), permissive: true });
    if (denials.length === 0) continue;
    const permissive =
      facts.get(host)?.selinux === 'permissive' ? ', which it lets pass as long as it is permissive' : '';
    report({
      type: 'warning',
      message: `${host}: SELinux denies since the ${since}${permissive}: ${firstOf(denials).join('; ')}. To see why: ${whyDenied(stdout, 'today')}`,
    });
  }
}
