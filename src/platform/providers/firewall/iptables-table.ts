/**
 * Whether a chain of the filter table, as iptables-save(8) prints it, is closed to what no rule lets in: by its policy, or by a rule
 * that refuses anybody. A rule that refuses some addresses or ports only (fail2ban's) closes nothing.
 */
export function isClosed(lines: readonly string[], chain: string, seen: ReadonlySet<string> = new Set()): boolean {
  if (lines.some((line) => line.startsWith(`:${chain} DROP`))) return true;
  return lines.some((line) => {
    const [, of, rule = ''] = /^-A (\S+) (.*)$/.exec(line) ?? [];
    const target = / ?-[jg] (\S+)/.exec(rule)?.[1];
    if (of !== chain || target === undefined || !isForAnybody(rule)) return false;
    return (
      target === 'DROP' ||
      target === 'REJECT' ||
      (!seen.has(target) && isClosed(lines, target, new Set([...seen, chain])))
    );
  });
}

/** Options that leave it open whose packets, and to which port, a rule is about. */
const ANYBODY =
  /^(?:! )?(?:-i \S+|-p (?:udp|tcp|all)|-m (?:udp|tcp|limit|comment|(?:conntrack|state) --(?:ct)?state \S*NEW\S*)|--limit(?:-burst)? \S+|--comment (?:"[^"]*"|\S+)|-[jg] \S+|--reject-with \S+)(?: |$)/;

function isForAnybody(rule: string): boolean {
  let rest = rule;
  while (rest !== '') {
    const [option] = ANYBODY.exec(rest) ?? [];
    if (option === undefined) return false;
    rest = rest.slice(option.length);
  }
  return true;
}
