import { read } from '../../../core/fact.ts';
import { firewall } from '../../capabilities/firewall.ts';
import { provider } from '../../provider.ts';
import { alone } from './alone.ts';
import { firewallInForce } from './in-force.ts';
import { letEnd } from './let-end.ts';
import { NFTABLES_FILE, rulesInNft } from './nft-rules.ts';

/**
 * nftables: rules in the very chains that refuse the rest, before all others there. In a table of umctl's own they would be of no use:
 * what one chain of a hook accepts, the next one of that hook still drops.
 */
export const nftables = provider({
  provides: firewall,
  facts: [firewallInForce],
  fits: alone('nftables', ({ nftables: chains }) => chains.length > 0),
  want(wanted, { facts }) {
    const { nftables: chains, nftablesFile: file = NFTABLES_FILE } = read(facts, firewallInForce);
    return [...rulesInNft({ name: 'nftables', chains, file }, wanted), ...letEnd(wanted, facts)];
  },
});
