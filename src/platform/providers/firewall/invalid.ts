import type { Family } from '../../../core/address/ip.ts';
import { isClosed, refusesAnybodyIn } from './iptables-table.ts';
import { type NftChain, refusesAnybodyIn as nftRefusesAnybodyIn, refusesTheRest } from './nft-ruleset.ts';

/**
 * Chains that let in what is new, and drop what connection tracking calls invalid. Under direct routing the kernel of a director
 * sees no answers, and calls invalid all packets that end a client's connection (firewalld#1498).
 */
export interface DropsInvalid {
  readonly iptables: readonly {
    readonly family: Family;
    readonly table: 'filter' | 'mangle';
    readonly chain: string;
  }[];
  readonly nftables: readonly Pick<NftChain, 'family' | 'table' | 'name'>[];
}

interface Tables {
  readonly family: Family;
  /** Of the table `filter`, as iptables-save(8) prints it. */
  readonly rules: readonly string[];
  readonly mangle: readonly string[];
}

/** All that packets meet before IPVS takes them; connections are tracked from the table `mangle` on. */
const CHAINS = [
  ['mangle', 'PREROUTING'],
  ['mangle', 'INPUT'],
  ['filter', 'INPUT'],
] as const;

export const dropsInvalid = (tables: readonly Tables[], chains: readonly NftChain[]): DropsInvalid => ({
  iptables: tables.flatMap(({ family, rules, mangle }) =>
    CHAINS.flatMap(([table, chain]) => {
      const lines = table === 'filter' ? rules : mangle;
      return !isClosed(lines, chain) && refusesAnybodyIn(lines, chain, 'INVALID') ? [{ family, table, chain }] : [];
    }),
  ),
  nftables: chains
    .filter(
      (chain) =>
        /^(ip|ip6|inet)$/.test(chain.family) &&
        /^(prerouting|input)$/.test(chain.hook ?? '') &&
        !refusesTheRest(chains, chain) &&
        nftRefusesAnybodyIn(chains, chain, 'invalid'),
    )
    .map(({ family, table, name }) => ({ family, table, name })),
});
