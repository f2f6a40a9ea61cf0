import { sh } from '../../../core/sh.ts';
import { askIfup, NO_IFUP } from './ifup.ts';
import { foundIn, type Owner } from './owner.ts';

const ask = [
  askIfup,
  sh`[ ! -f /etc/network/interfaces ] || echo interfaces
if [ -f /run/network/ifstate ]; then
  while read -r line; do echo "ifstate $line"; done < /run/network/ifstate
fi`,
];

/** ifupdown: what it has brought up since the host came up, or else all, where nobody else has anything. */
export const ifupdownOwner: Owner = {
  name: 'ifupdown',
  ask,
  has: (traces) => (isThere(traces) ? foundIn(traces, /^ifstate ([^=:]+)=/) : []),
  otherwise: (traces) => traces.includes('interfaces') && isThere(traces),
};

const isThere = (traces: readonly string[]): boolean =>
  traces.some((line) => /^ifup \/.*\/ifup$/.test(line)) && !traces.includes(NO_IFUP);

/**
 * The file of ifupdown alone, which an installer, or a package that was removed, has left: nothing reads it at boot. What ifupdown
 * brought up before it was removed is with whoever else has the host.
 */
export const fileAlone: Owner = {
  name: 'ifupdown without ifup',
  ask,
  has: () => [],
  otherwise: (traces) => traces.includes('interfaces') && traces.includes(NO_IFUP),
};
