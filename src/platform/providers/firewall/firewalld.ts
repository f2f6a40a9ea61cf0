import { read } from '../../../core/fact.ts';
import { firewall } from '../../capabilities/firewall.ts';
import { provider } from '../../provider.ts';
import { alone } from './alone.ts';
import { closedFirewalld, openFirewalld } from './firewalld-rules.ts';
import { firewallInForce } from './in-force.ts';

/** firewalld: rules in the zones that decide about the cluster's packets. */
export const firewalld = provider({
  provides: firewall,
  facts: [firewallInForce],
  fits: alone('firewalld', ({ firewalld: zones }) => zones !== undefined),
  want({ openings, extent }, { facts }) {
    const zones = read(facts, firewallInForce).firewalld ?? { usual: 'public', active: [] };
    if (extent === 'close') return [closedFirewalld({ openings, zones })];
    return openings.length === 0 ? [] : [openFirewalld({ openings, zones })];
  },
});
