import { z } from 'zod';
import { parseCidr } from '../../core/address/cidr.ts';
import { cidr, interfaceName } from '../../core/schema.ts';
import { ownAddresses } from './own-addresses.ts';
import { refineAddresses } from './refine-addresses.ts';

const name = z.string({ error: 'expected a name' }).regex(/^[A-Za-z0-9_-]+$/, {
  error: 'expected letters, digits, - and _',
});

/** A virtual address among several; `services`: the schema of those that stand on it alone. */
export const addressSchema = <Services extends z.ZodType>(services: Services) =>
  z.strictObject({
    /** What errors, plans, status and drill call it. */
    name,
    /** What clients connect to, with the prefix length of its network. */
    address: cidr,
    /** The interface that the active director has it on; default: that of the cluster. */
    interface: interfaceName.optional(),
    /** The director that is to be active for it. Default: that of the first address. */
    prefer: z.string({ error: 'expected the name of a director' }).min(1).optional(),
    virtual_services: services.optional(),
  });

/** What every node of the cluster has to say of the segment it shares with the others. */
export const segment = {
  /** The interface on the segment. */
  interface: interfaceName,
  /** What clients connect to, with the segment's prefix length. */
  virtual_address: cidr.optional(),
  /** The same where there are several. */
  virtual_addresses: z
    .array(addressSchema(z.array(z.unknown()).min(1)))
    .min(1)
    .optional(),
  /** The node's own addresses on the segment, where they are not `ansible_host`. */
  address: ownAddresses.optional(),
};

/** A role's schema that reads the segment, and whatever `more` it needs. */
export const segmentSchema = <Shape extends z.ZodRawShape>(more: Shape) =>
  z.object({ ...segment, ...more }).superRefine(refineAddresses, { when: () => true });

const segmentVars = z.object(segment);
export type SegmentVars = z.infer<typeof segmentVars>;

/** What of the segment can be read of variables that no role has read: what is wrong there, roles refuse. */
export function segmentOf(vars: Readonly<Record<string, unknown>>): SegmentVars {
  const { interface: device, virtual_address: one, virtual_addresses: several } = vars;
  return {
    interface: String(device ?? ''),
    ...(isCidr(one) ? { virtual_address: one } : {}),
    ...(Array.isArray(several) ? { virtual_addresses: several.filter(isEntry) } : {}),
  };
}

const isCidr = (value: unknown): value is string => typeof value === 'string' && parseCidr(value) !== undefined;

const isEntry = (value: unknown): value is NonNullable<SegmentVars['virtual_addresses']>[number] =>
  isCidr((value as { readonly address?: unknown } | null)?.address);
