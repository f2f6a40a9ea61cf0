import type { HaStack } from '../../src/cluster/ports/ha-stack.ts';
import { parseCidr } from '../../src/core/address/cidr.ts';

/** The last number of the virtual address is that of the connections that directors tell each other of, by multicast. */
export const marks: NonNullable<HaStack['marks']> = ({ vars }) => {
  const text = parseCidr(String(vars['virtual_address']))?.ip.text;
  if (text === undefined || vars['handover'] === 'classic') return [];
  return [
    {
      what: 'IPVS sync id',
      value: Number(text.slice(text.lastIndexOf('.') + 1)),
      path: ['virtual_address'],
      instead: 'give one of them a virtual address with another last number, or write `handover: classic`',
    },
  ];
};
