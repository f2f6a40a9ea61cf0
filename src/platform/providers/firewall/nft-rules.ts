import { joinSh, type Sh, sh } from '../../../core/sh.ts';
import type { Opening } from '../../capabilities/firewall.ts';
import type { NftChain } from './nft-ruleset.ts';
import { commentOf, portsOf } from './opening.ts';
import { rulesInFile } from './rules-in-file.ts';
import type { RulesInFile } from './rules-in-file-shell.ts';

type Chain = Pick<NftChain, 'family' | 'table' | 'name'>;

/** Where Debian's nftables.service loads its rules from, for hosts that have no such file yet. */
export const NFTABLES_FILE = '/etc/nftables.conf';

const PROTOCOLS = { icmp: { 4: 1, 6: 58 }, vrrp: { 4: 112, 6: 112 }, ipip: { 4: 4, 6: 41 } } as const;

function ruleOf(opening: Opening): string {
  const { protocol, family, from, to, interface: device } = opening;
  const ip = family === 4 ? 'ip' : 'ip6';
  return [
    `iifname "${device}" meta nfproto ipv${family}`,
    ...(from === undefined ? [] : [`${ip} saddr ${from}`]),
    ...(to === undefined ? [] : [`${ip} daddr ${to}`]),
    protocol === 'tcp' || protocol === 'udp'
      ? `${protocol} dport ${portsOf(opening)}`
      : `meta l4proto ${PROTOCOLS[protocol][family]}`,
    `accept comment "${commentOf(opening)}"`,
  ].join(' ');
}

const nameOf = ({ family, table, name }: Chain): string => `${family} ${table} ${name}`;

/** Chains, and the file that they are loaded from at boot. */
interface ChainsInFile extends Pick<RulesInFile, 'name' | 'does' | 'block' | 'file'> {
  readonly chains: readonly Chain[];
}

/** Rules at the beginning of chains. */
export const rulesInNft = (
  of: ChainsInFile,
  { openings, extent }: { readonly openings: readonly Opening[]; readonly extent: 'open' | 'close' },
) => rulesInFile({ openings, of: ofChains(of) }, extent);

const ofChains = ({ chains, file, ...rest }: ChainsInFile): RulesInFile => ({
  ...rest,
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
  // At a boot there is nothing else yet: a chain that is in force and comes from another file would have nothing of this one loaded.
  accepts: sh`{ printf 'flush ruleset; '; cat "$t"; } | nft -c -f /dev/stdin || fail ${`nft does not take ${file} with umctl's rules in it (the reason is above): are its chains in another file? Nothing was changed`}`,
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
