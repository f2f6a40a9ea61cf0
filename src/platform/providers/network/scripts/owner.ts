import { sh } from '../../../../core/sh.ts';
import { ALL, type Owner } from '../owner.ts';

/** The network scripts of Red Hat's kin, where they run at boot; NetworkManager may run beside them. */
export const scriptsOwner: Owner = {
  name: 'network-scripts',
  ask: [
    sh`if [ -x /etc/init.d/network ]; then
  for f in /etc/rc3.d/S[0-9][0-9]network /var/lock/subsys/network; do [ ! -e "$f" ] || echo "network-scripts $f"; done
fi`,
  ],
  has: (traces) => (traces.some((line) => line.startsWith('network-scripts ')) ? [ALL] : []),
};
