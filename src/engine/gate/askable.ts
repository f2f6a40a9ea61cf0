import type { Check } from '../../core/check.ts';
import { EXIT, type HostFailure } from '../../core/errors.ts';
import type { Watch } from '../run/session.ts';

/** The checks whose hosts all answered: what still proves something of those that are left. Of the others it says so. */
export function askable(
  checks: readonly Check[],
  failed: ReadonlyMap<string, HostFailure>,
  { report }: Watch,
): readonly Check[] {
  const missing = ({ asks, helpers = [] }: Check): readonly string[] =>
    Object.keys(asks).filter((host) => failed.has(host) && !helpers.includes(host));
  for (const [host, { exit, message }] of failed) {
    if (exit === EXIT.interrupted) continue;
    const named = checks.filter((check) => missing(check).includes(host)).map(({ name }) => name);
    // Which checks there would be beyond these, nobody knows without what the host says.
    const all = [...named, 'its own', 'those across all hosts'].join(', ');
    report({ type: 'warning', message: `checks not run, because ${host} failed (${message}): ${all}` });
  }
  return checks.filter((check) => missing(check).length === 0);
}
