import { z } from 'zod';
import { cidr, interfaceName } from '../../core/schema.ts';
import { ownAddresses } from './own-addresses.ts';

/** What every node of the cluster has to say of the segment it shares with the others. */
export const segment = {
  /** The interface on the segment. */
  interface: interfaceName,
  /** What clients connect to, with the segment's prefix length. */
  virtual_address: cidr,
  /** The node's own addresses on the segment, where they are not `ansible_host`. */
  address: ownAddresses.optional(),
};

const segmentVars = z.object(segment);
export type SegmentVars = z.infer<typeof segmentVars>;
