import ipaddr from 'ipaddr.js';

const GROUPS = 8;

/**
 * Reads the spellings of RFC 4291, 2.2, without a zone. Not by the library's own parser: it takes `::192.0.2.1` for
 * `::ffff:192.0.2.1`, and reads texts that are no addresses, such as `1:::2` (2.5.0).
 */
export function readIpv6(text: string): ipaddr.IPv6 | undefined {
  const halves = inGroups(text)?.split('::');
  if (halves === undefined || halves.length > 2) return undefined;
  const [before = [], after = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const left = GROUPS - before.length - after.length;
  if (halves.length === 1 ? left !== 0 : left < 1) return undefined;
  const groups = [...before, ...Array<string>(left).fill('0'), ...after];
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return new ipaddr.IPv6(groups.map((group) => Number.parseInt(group, 16)));
}

/** The text with an IPv4 address at its end as two groups. */
function inGroups(text: string): string | undefined {
  const [, head = '', tail] = /^(.*:)([^:]*\.[^:]*)$/s.exec(text) ?? [];
  if (tail === undefined) return text;
  if (!ipaddr.IPv4.isValidFourPartDecimal(tail)) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = ipaddr.IPv4.parse(tail).octets;
  return `${head}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}
