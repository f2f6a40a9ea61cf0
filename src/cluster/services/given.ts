import type { SegmentVars } from '../model/segment-vars.ts';
import { type VirtualAddress, virtualAddresses } from '../model/virtual-addresses.ts';

/** What an inventory has of services, whatever a balancer reads of each. */
type Given<Service> = Pick<SegmentVars, 'interface' | 'virtual_address'> & {
  readonly virtual_addresses?:
    | readonly (Omit<NonNullable<SegmentVars['virtual_addresses']>[number], 'virtual_services'> & {
        readonly virtual_services?: readonly Service[] | undefined;
      })[]
    | undefined;
  readonly virtual_services?: readonly Service[] | undefined;
};

interface Named {
  readonly name: string;
  /** The names of the addresses that it stands on; default: all. */
  readonly addresses?: readonly string[] | undefined;
}

/** A virtual service as it stands in the inventory, once, with the addresses that it is on. */
export interface GivenService<Service> {
  readonly service: Service;
  /** Its name; behind that of the address that it stands under, where it does: `shop/web`. */
  readonly name: string;
  readonly path: readonly PropertyKey[];
  readonly on: readonly VirtualAddress[];
}

/** All virtual services: those under each address first, then those that stand on all of them, or on some by name. */
export function givenServices<Service extends Named>(vars: Given<Service>): readonly GivenService<Service>[] {
  const addresses = virtualAddresses(vars as SegmentVars);
  const under = (vars.virtual_addresses ?? []).flatMap(({ name, virtual_services: own = [] }, i) =>
    own.map((service, j) => ({
      service,
      name: `${name}/${service.name}`,
      path: ['virtual_addresses', i, 'virtual_services', j],
      on: addresses.filter((address) => address.name === name),
    })),
  );
  const beside = (vars.virtual_services ?? []).map((service, i) => ({
    service,
    name: service.name,
    path: ['virtual_services', i],
    on: addresses.filter(
      ({ name }) => service.addresses === undefined || service.addresses.some((one) => one === name),
    ),
  }));
  return [...under, ...beside];
}

/** The services alone, each once. */
export const servicesIn = <Service extends Named>(vars: Given<Service>): readonly Service[] =>
  givenServices(vars).map(({ service }) => service);

/** The services of variables that no role has read, as they stand there. */
export const rawServices = (vars: Readonly<Record<string, unknown>>): readonly unknown[] => {
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  return [
    ...list(vars['virtual_addresses']).flatMap((entry) =>
      list((entry as { readonly virtual_services?: unknown } | null)?.virtual_services),
    ),
    ...list(vars['virtual_services']),
  ];
};
