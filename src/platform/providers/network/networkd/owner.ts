import { sh } from '../../../../core/sh.ts';
import { foundIn, type Owner } from '../owner.ts';

/** Where networkd keeps what it does with each link, by the link's index; nothing is there where it has never run. */
export const LINKS = '/run/systemd/netif/links';

/** systemd-networkd: the links that it has a .network file for. */
export const networkdOwner: Owner = {
  name: 'networkd',
  ask: [
    sh`set -- ${LINKS}/*
if [ -e "$1" ]; then networkctl --no-legend --no-pager list 2>/dev/null | while read -r line; do echo "networkd $line"; done; fi`,
  ],
  has: (traces) => foundIn(traces, /^networkd \d+ (\S+) .* (?:configured|configuring|failed)$/),
};
