/**
 * Whether a chain of a table, as iptables-save(8) prints it, is closed to what no rule lets in: by its policy, or by a rule
 * that refuses anybody, in it or in a chain that anybody gets to. A rule that refuses some addresses or ports only (fail2ban's) closes nothing.
 */
export function isClosed(lines: readonly string[], chain: string): boolean {
  return lines.some((line) => line.startsWith(`:${chain} DROP`)) || refusesAnybodyIn(lines, chain, 'NEW');
}

/** Whether a chain refuses what connection tracking calls so, whosever it is. */
export const refusesAnybodyIn = (lines: readonly string[], chain: string, state: 'NEW' | 'INVALID'): boolean =>
  refuses(targetsFrom(lines, chain, (rule) => isForAnybodyIn(rule, state)));

/** Whether a chain refuses some packets, whosever they are, itself or by a chain that it jumps to. */
export const refusesSome = (lines: readonly string[], chain: string): boolean =>
  refuses(targetsFrom(lines, chain, () => true));

const refuses = (targets: readonly string[]): boolean =>
  targets.some((target) => target === 'DROP' || target === 'REJECT');

/** All that rules which count jump to, from a chain on. */
function targetsFrom(lines: readonly string[], chain: string, counts: (rule: string) => boolean): readonly string[] {
  const jumps = new Map<string, string[]>();
  for (const line of lines) {
    const [, of = '', rule = ''] = /^-A (\S+) (.*)$/.exec(line) ?? [];
    const target = / ?-[jg] (\S+)/.exec(rule)?.[1];
    if (target === undefined || !counts(rule)) continue;
    const known = jumps.get(of);
    if (known === undefined) jumps.set(of, [target]);
    else known.push(target);
  }
  return reached(chain, (name) => jumps.get(name) ?? []);
}

/** All that one gets to, step by step, itself included. */
export function reached<T>(first: T, next: (from: T) => readonly T[]): readonly T[] {
  const found = new Set([first]);
  for (const one of found) for (const other of next(one)) found.add(other);
  return [...found];
}

/** Options that leave it open whose packets, and to which port, a rule is about; and states of connections, which decide. */
const ANYBODY =
  /^(?:! )?(?:-[io] \S+|-p (?:udp|tcp|all)|-m (?:udp|tcp|limit|comment)|-m (?:conntrack|state) (?<not>! )?--(?:ct)?state (?<states>\S+)|--limit(?:-burst)? \S+|--comment (?:"[^"]*"|\S+)|-[jg] \S+|--reject-with \S+)(?: |$)/;

function isForAnybodyIn(rule: string, state: 'NEW' | 'INVALID'): boolean {
  let rest = rule;
  while (rest !== '') {
    const found = ANYBODY.exec(rest);
    if (found === null) return false;
    const { not, states } = found.groups ?? {};
    if (states !== undefined && states.split(',').includes(state) === (not !== undefined)) return false;
    rest = rest.slice(found[0].length);
  }
  return true;
}
