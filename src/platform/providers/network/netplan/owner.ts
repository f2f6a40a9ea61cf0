import { sh } from '../../../../core/sh.ts';
import { foundIn, type Owner } from '../owner.ts';
import { askDefinitions } from './definitions.ts';

/**
 * netplan: the interfaces whose .network file or profile it has made; networkd and NetworkManager do the work. Those that
 * NetworkManager has by a profile of its own are not netplan's, whatever there is in /etc/netplan.
 */
export const netplanOwner: Owner = {
  name: 'netplan',
  ask: [
    sh`for f in /etc/netplan/*.yaml /run/netplan/*.yaml /usr/lib/netplan/*.yaml; do [ ! -e "$f" ] || echo "netplan $f"; done`,
    askDefinitions('netplan has '),
  ],
  has: (traces) => foundIn(traces, /^netplan has (\S+) /),
  otherwise: (traces) => traces.some((line) => line.startsWith('netplan /')),
};
