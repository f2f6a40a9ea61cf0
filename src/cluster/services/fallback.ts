import { z } from 'zod';
import { type Family, parseIp } from '../../core/address/ip.ts';
import { ipAddress, port } from '../../core/schema.ts';

/** How the director hands packets on: direct routing, network address translation, or an IP-in-IP tunnel. */
export const forwarding = z.enum(['gate', 'masq', 'ipip']);

const one = z.strictObject({
  address: ipAddress,
  /** Default: the service's own port. */
  port: port.optional(),
  forwarding: forwarding.default('gate'),
});

export type Fallback = z.infer<typeof one>;

/** Where clients are sent when no real server is left: one, or a list with one of each family. */
export const fallback = z.union([one, z.array(one).min(1)]).superRefine((given, { addIssue }) =>
  [given].flat().forEach(({ address }, i, all) => {
    const twin = all.slice(0, i).find((other) => familyOf(other) === familyOf({ address }));
    if (twin === undefined) return;
    const message = `a service has one fallback of a family, and ${twin.address} is there`;
    addIssue({ code: 'custom', path: [i, 'address'], message });
  }),
);

export type Given = z.infer<typeof fallback> | undefined;

export const familyOf = ({ address }: Pick<Fallback, 'address'>): Family | undefined => parseIp(address)?.family;

/** Each of them, and where it stands below `fallback`. */
export const fallbacksIn = (given: Given): readonly { readonly fallback: Fallback; readonly path: PropertyKey[] }[] =>
  given === undefined
    ? []
    : Array.isArray(given)
      ? given.map((fallback, i) => ({ fallback, path: [i] }))
      : [{ fallback: given, path: [] }];

/** The one of a family. */
export const fallbackIn = (family: Family, given: Given): Fallback | undefined =>
  fallbacksIn(given).find(({ fallback }) => familyOf(fallback) === family)?.fallback;
