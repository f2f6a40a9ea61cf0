import { hostAddress } from './host-address.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const MOST_NAMES = 100_000;

/** The names a host pattern stands for, and the port written behind it; or what is wrong with it. */
export type Expanded = { readonly names: readonly string[]; readonly port?: number } | { readonly wrong: string };

/**
 * Expands `web[01:10:2].example.com` and `db-[a:f]`, as Ansible's inventories have them (ansible/plugins/inventory
 * `expand_hostname_range`), and takes off a port: `web1:2222`.
 */
export function expandHosts(pattern: string): Expanded {
  const { address, port } = hostAddress(pattern) ?? { address: pattern };
  if (port === undefined && pattern.endsWith(':'))
    return {
      wrong:
        unpaired(pattern.replace(/\[[^\]]*\]/g, '')) ??
        `${JSON.stringify(pattern)}: a port is missing behind the colon`,
    };
  if (port !== undefined && port > 65_535) return { wrong: `${JSON.stringify(pattern)}: ports go up to 65535` };
  const names = expandRanges(address);
  if ('wrong' in names) return names;
  const wrong = names.map(wrongHostName).find((why) => why !== undefined);
  if (wrong !== undefined) return { wrong };
  return port === undefined || port === 0 ? { names } : { names, port };
}

/** Names end up in file names and commands: no blanks, no slashes, none of the signs that patterns are made of. */
const HOST_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_.:@%+-]*$/u;

export const wrongHostName = (name: string): string | undefined =>
  HOST_NAME.test(name) ? undefined : (unpaired(name) ?? `${JSON.stringify(name)} ${whyNot(name)}`);

const whyNot = (name: string): string =>
  /^<.*>$|\$\{|\{\{|%\w+%|^\$\w/.test(name)
    ? "is a placeholder; write a host's name or address in its place"
    : "cannot be a host's name; write letters, digits and - _ . @ % + :";

/** A bracket that is left when all ranges were taken out. */
const unpaired = (name: string): string | undefined =>
  name.includes('[')
    ? 'the [ of a range is not closed; write ] behind it: n[1:9]'
    : name.includes(']')
      ? 'the ] of a range is not opened; write [ before its first number: n[1:9]'
      : undefined;

function expandRanges(pattern: string): readonly string[] | { readonly wrong: string } {
  const range = /^([^[]*)\[([^\]]*)\](.*)$/.exec(pattern);
  if (range === null) return [pattern];
  const [, head = '', bounds = '', tail = ''] = range;
  const here = expandBounds(bounds);
  const behind = expandRanges(tail);
  if ('wrong' in here) return here;
  if ('wrong' in behind) return behind;
  if (here.length * behind.length > MOST_NAMES) return { wrong: `more than ${MOST_NAMES} hosts in one range` };
  return here.flatMap((middle) => behind.map((end) => `${head}${middle}${end}`));
}

function expandBounds(bounds: string): readonly string[] | { readonly wrong: string } {
  const range = /^([0-9]*|[A-Za-z]):([0-9]+|[A-Za-z])(?::([1-9][0-9]*))?$/.exec(bounds);
  if (range === null) return { wrong: `a host range is [first:last] or [first:last:step], not [${bounds}]` };
  const [, first = '', last = '', step = '1'] = range;
  const padded = first.length > 1 && first.startsWith('0');
  if (padded && first.length !== last.length) return { wrong: `[${bounds}]: write both ends with equally many digits` };
  const letters = LETTERS.includes(last);
  if (letters !== (first !== '' && LETTERS.includes(first))) {
    return { wrong: `[${bounds}]: both ends are numbers, or both are letters` };
  }
  const [from, to] = letters ? [LETTERS.indexOf(first), LETTERS.indexOf(last)] : [Number(first), Number(last)];
  if (from > to) return { wrong: `[${bounds}]: the first comes after the last` };
  const count = Math.floor((to - from) / Number(step)) + 1;
  if (count > MOST_NAMES) return { wrong: `more than ${MOST_NAMES} hosts in one range` };
  return Array.from({ length: count }, (_, i) => {
    const value = from + i * Number(step);
    return letters ? (LETTERS[value] ?? '') : String(value).padStart(padded ? first.length : 1, '0');
  });
}
