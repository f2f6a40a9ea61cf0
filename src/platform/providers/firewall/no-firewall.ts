import { firewall } from '../../capabilities/firewall.ts';
import { provider } from '../../provider.ts';
import { alone } from './alone.ts';
import { firewallInForce, namesOf } from './in-force.ts';
import { letEnd } from './let-end.ts';

/** No firewall: all that is new is open. What ends a connection may be dropped all the same. */
export const noFirewall = provider({
  provides: firewall,
  facts: [firewallInForce],
  fits: alone('no firewall', (found) => namesOf(found).length === 0),
  want: (wanted, { facts }) => letEnd(wanted, facts),
});
