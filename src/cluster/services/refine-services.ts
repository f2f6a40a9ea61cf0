import type { z } from 'zod';
import { showAddress } from '../model/virtual-addresses.ts';
import { type GivenService, givenServices, rawServices } from './given.ts';
import { isPortMark } from './port-marks.ts';
import { transportOf } from './protocol.ts';
import type { VirtualService } from './service.ts';
import { ALL_PORTS, isRange, overlap, showPort } from './service-port.ts';
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
        keyOf(one) === keyOf(twin)
          ? `${keyOf(one)}${placeOf(one, twin)} ${isOne(one) ? 'is' : 'are'} the service '${twin.name}' already`
          : `${keyOf(one)}${placeOf(one, twin)} and ${keyOf(twin)} of the service '${twin.name}' have ports in common`,
      );
    const { fwmark } = one.service;
    if (fwmark !== undefined && all.some(({ service }) => isRange(service.port)) && isPortMark(fwmark))
      wrong(
        ['fwmark'],
        `${fwmark} is among the marks that umctl makes for ranges of ports; choose one below 1879048192`,
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
const meets = (a: One, b: One): boolean => {
  if (isMark(a) || isMark(b)) return a.service.fwmark === b.service.fwmark && familyMeets(a, b);
  const [one, other] = [a.service.port, b.service.port];
  const isSame = transportOf(a.service) === transportOf(b.service) && one !== undefined && other !== undefined;
  return isSame && overlap(one, other) && shared(a, b).length > 0;
};

const isOne = ({ service: { port } }: One): boolean => port !== ALL_PORTS && !isRange(port);

const isMark = ({ service }: One): boolean => service.port === undefined;

const shared = (a: One, b: One): One['on'] => a.on.filter((address) => b.on.includes(address));

const familyMeets = (a: One, b: One): boolean =>
  a.on.some(({ ip }) => b.on.some((other) => other.ip.family === ip.family));

const placeOf = (one: One, twin: One): string => {
  const named = isMark(one) ? [] : shared(one, twin).filter(({ name }) => name !== undefined);
  return named.length === 0 ? '' : ` of ${named.map(showAddress).join(', ')}`;
};

const keyOf = ({ service }: One): string => {
  const { port, fwmark } = service;
  if (port === undefined) return `firewall mark ${fwmark}`;
  const transport = transportOf(service);
  if (port === ALL_PORTS) return `all ${transport} ports`;
  return `${transport} port${isRange(port) ? 's' : ''} ${showPort(port)}`;
};
