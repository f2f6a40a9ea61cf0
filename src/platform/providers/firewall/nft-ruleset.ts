import { reached } from './iptables-table.ts';

/** A chain of nftables that the kernel calls, or that others jump to. */
export interface NftChain {
  readonly family: string;
  readonly table: string;
  readonly name: string;
  /** `input`, `output`, …; unset where no hook calls it. */
  readonly hook?: string;
  readonly policy?: string;
  readonly rules: readonly string[];
}

/** Reads what `nft list ruleset` prints. */
export function parseRuleset(lines: readonly string[]): readonly NftChain[] {
  const chains: (NftChain & { rules: string[] })[] = [];
  let table: readonly [string, string] | undefined;
  let chain: (NftChain & { rules: string[] }) | undefined;
  let depth = 0;
  for (const line of lines.map((one) => one.trim())) {
    const [, family, name] = /^table (\S+) (\S+) \{/.exec(line) ?? [];
    if (family !== undefined && name !== undefined) table = [family, name];
    const [, called] = /^chain (\S+) \{/.exec(line) ?? [];
    if (called !== undefined && table !== undefined) {
      chain = { family: table[0], table: table[1], name: called, rules: [] };
      chains.push(chain);
      depth = 0;
      continue;
    }
    if (chain === undefined) continue;
    const [, hook] = /^type \S+ hook (\S+) /.exec(line) ?? [];
    if (hook !== undefined) {
      const policy = / policy (\w+);/.exec(line)?.[1];
      chain = { ...chain, hook, ...(policy === undefined ? {} : { policy }) };
      chains.splice(-1, 1, chain);
    } else if (line === '}' && depth === 0) chain = undefined;
    else if (line !== '') {
      // Sets in rules may go over several lines.
      if (depth > 0) chain.rules.splice(-1, 1, `${chain.rules.at(-1)} ${line}`);
      else chain.rules.push(line);
      depth += [...line.matchAll(/\{/g)].length - [...line.matchAll(/\}/g)].length;
    }
  }
  return chains;
}

/** Whether a chain is closed to what none of its rules lets in; see `isClosed` of iptables-table.ts. */
export const refusesTheRest = (chains: readonly NftChain[], chain: NftChain): boolean =>
  chain.policy === 'drop' || refusesAnybodyIn(chains, chain, 'new');

/** Whether a chain refuses what connection tracking calls so, whosever it is, itself or by a chain that this gets to. */
export function refusesAnybodyIn(chains: readonly NftChain[], chain: NftChain, state: 'new' | 'invalid'): boolean {
  const named = new Map(chains.map((one) => [idOf(one, one.name), one]));
  const verdicts = ({ rules }: NftChain) => rules.map((rule) => verdictOf(rule, state));
  const all = reached(chain, (from) =>
    verdicts(from).flatMap((verdict) => named.get(idOf(from, /^(?:jump|goto) (\S+)/.exec(verdict)?.[1] ?? '')) ?? []),
  );
  return all.some((one) => verdicts(one).some((verdict) => /^(drop|reject)/.test(verdict)));
}

/** Whether the kernel calls a chain for what comes in or goes out, and it refuses some of that, itself or by a chain that it jumps to. */
export function refusesAny(chains: readonly NftChain[], chain: NftChain): boolean {
  if (chain.hook === undefined || chain.hook === 'forward') return false;
  const named = new Map(chains.map((one) => [idOf(one, one.name), one]));
  const all = reached(chain, (from) =>
    from.rules.flatMap((rule) =>
      [...rule.matchAll(/\b(?:jump|goto) (\S+)/g)].flatMap(([, target = '']) => named.get(idOf(from, target)) ?? []),
    ),
  );
  return all.some(({ policy, rules }) => policy === 'drop' || rules.some((rule) => /\b(?:drop|reject)\b/.test(rule)));
}

const idOf = ({ family, table }: NftChain, name: string): string => `${family} ${table} ${name}`;

/** What a rule leaves open: whose packets, and to which port, it is about. States of connections decide. */
const ANYBODY =
  /^(?:(?:[io]if|[io]ifname) (?:!= )?\S+ |meta nfproto ipv[46] |meta l4proto (?:tcp|udp) |ip6? (?:protocol|nexthdr) (?:tcp|udp) |ct state (?!vmap)(?:!= )?(?:\{ [^}]*\}|\S+) |limit rate \S+(?: burst \d+ packets)? |counter(?: packets \d+ bytes \d+)? |log(?: (?:prefix "[^"]*"|level \S+|group \d+|flags \S+))* )*/;

/** What a rule does with packets of anybody's that are in such a state; '' where it is not about all of these. */
function verdictOf(rule: string, state: string): string {
  const [options = ''] = ANYBODY.exec(rule) ?? [];
  const isOf = [...options.matchAll(/ct state (!= )?(\{ [^}]*\}|\S+) /g)].every(
    ([, not, states = '']) => states.split(/\W+/).includes(state) === (not === undefined),
  );
  if (!isOf) return '';
  const verdict = rule.slice(options.length);
  const [, map] = /^ct state vmap \{ (.*) \}/.exec(verdict) ?? [];
  return map === undefined
    ? verdict
    : (map.split(', ').find((one) => one.startsWith(`${state} : `)) ?? '').replace(/^.* : /, '');
}
