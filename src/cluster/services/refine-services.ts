import type { z } from 'zod';
import { showAddress } from '../model/virtual-addresses.ts';
import { type GivenService, givenServices, rawServices } from './given.ts';
import { protocolOf } from './protocol.ts';
import type { VirtualService } from './service.ts';
import { ALL_PORTS } from './service-port.ts';
import type { ServicesVars } from './vars.ts';

type Given = Pick<ServicesVars, 'interface' | 'virtual_address' | 'virtual_addresses' | 'virtual_services'>;
type One = GivenService<VirtualService>;

/** A cluster has a virtual service at least, wherever it stands. Other variables may be wrong, too, so nothing is taken for granted. */
export function refineSomeService(vars: unknown, { addIssue }: z.RefinementCtx): void {
  const given = (vars ?? {}) as Readonly<Record<string, unknown>>;
  if (given['virtual_services'] === undefined && rawServices(given).length === 0)
    addIssue({
      code: 'invalid_type',
      expected: 'array',
      input: undefined,
      path: ['virtual_services'],
      message: '',
      params: { or: ['virtual_addresses'] },
    });
}

/** What virtual services have to do with each other. */
export function refineServices(vars: Given, { addIssue }: z.RefinementCtx): void {
  const all = givenServices<VirtualService>(vars);
  const names = (vars.virtual_addresses ?? []).map(({ name }) => name);
  all.forEach((one, i) => {
    const wrong = (path: readonly PropertyKey[], message: string) =>
      addIssue({ code: 'custom', path: [...one.path, ...path], message });
    const before = all.slice(0, i);
    if (before.some(({ name }) => name === one.name))
      wrong(['name'], `there is a service '${one.service.name}' already`);
    wrongNames(one, names).forEach(({ at, message }) => {
      wrong(['addresses', ...at], message);
    });
    const twin = before.find((other) => meets(one, other));
    if (twin !== undefined)
      wrong(
        [one.service.port === undefined ? 'fwmark' : 'port'],
        `${keyOf(one)}${placeOf(one, twin)} ${one.service.port === ALL_PORTS ? 'are' : 'is'} the service '${twin.name}' already`,
      );
  });
}

/** The names of addresses that nobody has, and those that mean nothing where they stand. */
function wrongNames({ service, path }: One, names: readonly string[]) {
  const { addresses: given = [] } = service;
  if (given.length > 0 && path.length > 2)
    return [{ at: [], message: 'the service stands under its address already; leave `addresses` out' }];
  if (given.length > 0 && names.length === 0)
    return [{ at: [], message: 'there is one virtual address, which has no name; leave `addresses` out' }];
  return given.flatMap((name, i) => {
    if (!names.includes(name))
      return [{ at: [i], message: `no virtual address is called '${name}'; there are ${names.join(', ')}` }];
    return given.indexOf(name) < i ? [{ at: [i], message: `'${name}' is listed twice` }] : [];
  });
}

/** Whether the kernel would have both in the same place: a firewall mark has no address. */
const meets = (a: One, b: One): boolean =>
  keyOf(a) === keyOf(b) && (isMark(a) ? familyMeets(a, b) : shared(a, b).length > 0);

const isMark = ({ service }: One): boolean => protocolOf(service) === 'fwm';

const shared = (a: One, b: One): One['on'] => a.on.filter((address) => b.on.includes(address));

const familyMeets = (a: One, b: One): boolean =>
  a.on.some(({ ip }) => b.on.some((other) => other.ip.family === ip.family));

const placeOf = (one: One, twin: One): string => {
  const named = isMark(one) ? [] : shared(one, twin).filter(({ name }) => name !== undefined);
  return named.length === 0 ? '' : ` of ${named.map(showAddress).join(', ')}`;
};

const keyOf = ({ service }: One): string => {
  const protocol = protocolOf(service);
  if (protocol === 'fwm') return `firewall mark ${service.fwmark}`;
  return service.port === ALL_PORTS ? `all ${protocol} ports` : `${protocol} port ${service.port}`;
};
