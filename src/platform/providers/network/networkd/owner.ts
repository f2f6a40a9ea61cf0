import { sh } from '../../../../core/sh.ts';
import { foundIn, type Owner } from '../owner.ts';

/** systemd-networkd: the links that it has a .network file for. */
export const networkdOwner: Owner = {
  name: 'networkd',
  ask: sh`networkctl --no-legend --no-pager list 2>/dev/null | while read -r line; do echo "networkd $line"; done`,
  has: (traces) => foundIn(traces, /^networkd \d+ (\S+) .* (?:configured|configuring|failed)$/),
};
