import { read } from '../../../core/fact.ts';
import type { Facts } from '../../../core/facts.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Opening } from '../../capabilities/firewall.ts';
import { firewallInForce } from './in-force.ts';
import { unloadedBy } from './iptables-file.ts';
import { rulesInChains } from './iptables-rules.ts';
import { NFTABLES_FILE, rulesInNft } from './nft-rules.ts';

const LET_END = 'lets connections end whose answers do not come back this way';

/**
 * Rules before those that drop what connection tracking calls invalid, for what a host sees in one direction only. Nothing
 * else is let in by them: all else is open there, or is opened by the firewall's own provider.
 */
export function letEnd(
  { openings, extent }: { readonly openings: readonly Opening[]; readonly extent: 'open' | 'close' },
  facts: Facts,
): readonly Resource[] {
  const { invalid, nftablesFile = NFTABLES_FILE, iptablesFiles } = read(facts, firewallInForce);
  const wanted = { openings: openings.flatMap(past), extent };
  const files = { 4: '/etc/sysconfig/iptables', 6: '/etc/sysconfig/ip6tables', ...iptablesFiles };
  const iptables = rulesInChains(
    invalid.iptables.map(({ family, table, chain }) => ({
      name: `iptables (table ${table}, chain ${chain})`,
      does: LET_END,
      block: `firewall ${table} ${chain} invalid`,
      ...{ family, table, chain },
      file: files[family],
      unloaded: unloadedBy(family, files[family], table),
    })),
    wanted,
  );
  return invalid.nftables.length === 0
    ? iptables
    : [
        ...iptables,
        ...rulesInNft(
          {
            name: 'nftables (invalid packets)',
            does: LET_END,
            block: 'firewall invalid',
            chains: invalid.nftables,
            file: nftablesFile,
          },
          wanted,
        ),
      ];
}

/** The same, for the address alone that it is about. */
const past = ({ oneWayTo, ...opening }: Opening): readonly Opening[] =>
  oneWayTo === undefined ? [] : [{ ...opening, to: oneWayTo }];
