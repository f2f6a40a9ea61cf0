import { askIfup } from './ifup.ts';
import type { Owner } from './owner.ts';

/**
 * ifupdown2, which Proxmox VE and Cumulus have in place of ifupdown: it reads the same file, but brings up `lo:0` by no other name
 * than `lo`, and gives its address no label. umctl cannot set it, and calls it by its name.
 */
export const ifupdown2Owner: Owner = {
  name: 'ifupdown2',
  ask: [askIfup],
  has: () => [],
  otherwise: (traces) => traces.some((line) => /^ifup \/.*\/ifupdown2\//.test(line)),
};
