import { sh } from '../../../../core/sh.ts';
import { askIfup } from '../ifup.ts';
import { ALL, foundIn, type Owner } from '../owner.ts';
import { askNetworkManager } from './ask.ts';

/** It has an interface, too, whose address it waits for. */
const HAS = /^nm ([^:]+):(?:connected|connecting \((?!externally).*\))$/;

/** NetworkManager; `connected (externally)` is what it says of interfaces that others brought up. */
export const networkManagerOwner: Owner = {
  name: 'NetworkManager',
  ask: [
    askIfup,
    sh`${askNetworkManager('DEVICE,STATE', 'dev')} 2>/dev/null | while read -r line; do echo "nm $line"; done`,
  ],
  has: (traces) =>
    // In place of the network scripts, which it reads the files of.
    traces.some((line) => /^ifup .*\/nm-ifup$/.test(line)) ? [ALL] : foundIn(traces, HAS),
};
