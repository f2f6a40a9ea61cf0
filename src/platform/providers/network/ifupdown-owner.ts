import { sh } from '../../../core/sh.ts';
import { askIfup } from './ifup.ts';
import { foundIn, type Owner } from './owner.ts';

/** ifupdown: what it has brought up since the host came up, or else all, where nobody else has anything. */
export const ifupdownOwner: Owner = {
  name: 'ifupdown',
  ask: [
    askIfup,
    sh`[ ! -f /etc/network/interfaces ] || echo interfaces
if [ -f /run/network/ifstate ]; then
  while read -r line; do echo "ifstate $line"; done < /run/network/ifstate
fi`,
  ],
  has: (traces) => (isThere(traces) ? foundIn(traces, /^ifstate ([^=:]+)=/) : []),
  otherwise: (traces) => traces.includes('interfaces') && isThere(traces),
};

const isThere = (traces: readonly string[]): boolean => traces.some((line) => /^ifup \/.*\/ifup$/.test(line));
