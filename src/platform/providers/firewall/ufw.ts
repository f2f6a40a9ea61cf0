import { sh } from '../../../core/sh.ts';
import { firewall } from '../../capabilities/firewall.ts';
import { provider } from '../../provider.ts';
import { alone } from './alone.ts';
import { firewallInForce } from './in-force.ts';
import { rulesInChains } from './iptables-rules.ts';
import { letEnd } from './let-end.ts';

const UFW = {
  name: 'ufw',
  unloaded: sh`grep -qi '^ENABLED=yes' /etc/ufw/ufw.conf || echo 'ufw does not start at boot (ENABLED in /etc/ufw/ufw.conf)'`,
};

/**
 * ufw: rules in `before.rules`, which is the admin's place for what ufw's own commands have no words for: it does not know all protocols, and
 * drops what connection tracking calls invalid before its own rules, see firewalld-rules.ts.
 */
export const ufw = provider({
  provides: firewall,
  facts: [firewallInForce],
  fits: alone('ufw', (found) => found.ufw),
  want: (wanted, { facts }) => [
    ...rulesInChains(
      [
        { ...UFW, family: 4, chain: 'ufw-before-input', file: '/etc/ufw/before.rules' },
        { ...UFW, family: 6, chain: 'ufw6-before-input', file: '/etc/ufw/before6.rules' },
      ],
      wanted,
    ),
    ...letEnd(wanted, facts),
  ],
});
