import { read } from '../../../core/fact.ts';
import { joinSh, type Sh, sh } from '../../../core/sh.ts';
import { firewall, type Opening } from '../../capabilities/firewall.ts';
import { provider } from '../../provider.ts';
import { alone } from './alone.ts';
import { firewallInForce } from './in-force.ts';
import type { NftChain } from './nft-ruleset.ts';
import { commentOf } from './opening.ts';
import { type RulesInFile, rulesInFile } from './rules-in-file.ts';

type Chain = Pick<NftChain, 'family' | 'table' | 'name'>;

/**
 * nftables: rules in the very chains that refuse the rest, before all others there. In a table of umctl's own they would be of no use:
 * what one chain of a hook accepts, the next one of that hook still drops.
 */
export const nftables = provider({
  provides: firewall,
  facts: [firewallInForce],
  fits: alone('nftables', ({ nftables: chains }) => chains.length > 0),
  want({ openings, extent }, { facts }) {
    const { nftables: chains, nftablesFile = '/etc/nftables.conf' } = read(facts, firewallInForce);
    return [rulesInFile({ openings, of: ofChains(chains, nftablesFile) }, extent)];
  },
});

const PROTOCOLS = { icmp: { 4: 1, 6: 58 }, vrrp: { 4: 112, 6: 112 }, ipip: { 4: 4, 6: 41 } } as const;

function ruleOf(opening: Opening): string {
  const { protocol, family, port, from, to, interface: device } = opening;
  const ip = family === 4 ? 'ip' : 'ip6';
  return [
    `iifname "${device}" meta nfproto ipv${family}`,
    ...(from === undefined ? [] : [`${ip} saddr ${from}`]),
    ...(to === undefined ? [] : [`${ip} daddr ${to}`]),
    protocol === 'tcp' || protocol === 'udp'
      ? `${protocol} dport ${port}`
      : `meta l4proto ${PROTOCOLS[protocol][family]}`,
    `accept comment "${commentOf(opening)}"`,
  ].join(' ');
}

const nameOf = ({ family, table, name }: Chain): string => `${family} ${table} ${name}`;

const ofChains = (chains: readonly Chain[], file: string): RulesInFile => ({
  name: 'nftables',
  file,
  lines: (opening) =>
    chains
      .filter(({ family }) => family === 'inet' || family === (opening.family === 4 ? 'ip' : 'ip6'))
      .map((chain) => ({
        id: `${nameOf(chain)}|${commentOf(opening)}`,
        line: `insert rule ${nameOf(chain)} ${ruleOf(opening)}`,
      })),
  functions: functionsFor(chains),
  unloaded: sh`if [ -d /run/systemd/system ] && ! systemctl -q is-enabled nftables.service 2>/dev/null; then
  echo ${`nftables.service, which loads ${file}, does not start at boot`}
fi`,
  accepts: sh`nft -c -f "$t" || fail ${`nft does not take ${file} with umctl's rules in it (the reason is above): are its chains in another file? Nothing was changed`}`,
});

const functionsFor = (chains: readonly Chain[]): Sh => sh`live() {
  ${joinSh(
    chains.map(
      (chain) =>
        sh`nft -a list chain ${{ text: [chain.family, chain.table, chain.name].map((word) => sh`${word}`.text).join(' ') }} 2>/dev/null | sed -n 's/^.* comment "\\(umctl .*\\)" # \\(handle [0-9]*\\)$/delete rule '${nameOf(chain)}' \\2 \\1/p'`,
    ),
  )}
}
ids() {
  sed -n -e 's/^delete rule \\([^ ]* [^ ]* [^ ]*\\) handle [0-9]* \\(umctl .*\\)$/\\1|\\2/p' -e 's/^insert rule \\([^ ]* [^ ]* [^ ]*\\) .* comment "\\(umctl .*\\)"$/\\1|\\2/p'
}
add() { nft -f /dev/stdin; }
remove() { sed 's/ umctl .*//' | nft -f /dev/stdin; }`;
