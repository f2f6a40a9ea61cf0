import { segmentOf } from '../../src/cluster/model/segment-vars.ts';
import { firstAddress, virtualAddresses } from '../../src/cluster/model/virtual-addresses.ts';
import type { HaStack } from '../../src/cluster/ports/ha-stack.ts';

/** The last number of the (first) virtual address is that of the connections that directors tell each other of, by multicast. */
export const marks: NonNullable<HaStack['marks']> = ({ vars }) => {
  const segment = segmentOf(vars);
  if (virtualAddresses(segment).length === 0 || vars['handover'] === 'classic') return [];
  const { ip, path } = firstAddress(segment);
  return [
    {
      what: 'IPVS sync id',
      value: Number(ip.text.slice(ip.text.lastIndexOf('.') + 1)),
      path,
      instead: 'give one of them a virtual address with another last number, or write `handover: classic`',
    },
  ];
};
