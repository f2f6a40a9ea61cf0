import { firewall } from '../../capabilities/firewall.ts';
import { provider } from '../../provider.ts';
import { alone } from './alone.ts';
import { firewallInForce, namesOf } from './in-force.ts';

/** No firewall: everything is open. */
export const noFirewall = provider({
  provides: firewall,
  facts: [firewallInForce],
  fits: alone('no firewall', (found) => namesOf(found).length === 0),
  want: () => [],
});
