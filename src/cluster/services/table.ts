import { showAt } from '../../core/address/endpoint.ts';
import { oneFlag, type RealEntry, type VirtualServer } from '../ipvs/table.ts';
import type { WantedService } from '../ipvs/wanted.ts';
import { type Real, type Service, type ServiceContext, services } from './services.ts';

/** The kernel's table as the inventory wants it, when all real servers answer. */
export const wantedTable = (context: ServiceContext): readonly WantedService[] =>
  services(context).map((service) => ({
    name: service.name,
    path: service.path,
    realServers: service.reals.map(({ address }) => address),
    key: keyOf(service),
    scheduler: service.vars.scheduler,
    flags: flags(service),
    // With `off`, nobody is let in.
    reals: service.vars.check.type === 'off' ? [] : service.reals.map(entry),
  }));

/** As ipvsadm(8) prints it: a mark says its family, where that is not IPv4. */
const keyOf = ({ protocol, virtual, address }: Service): string =>
  `${protocol.toUpperCase()} ${virtual}${protocol === 'fwm' && address.family === 6 ? ' IPv6' : ''}`;

const FORWARDING = { gate: 'Route', masq: 'Masq', ipip: 'Tunnel' } as const;

const entry = ({ address, port, forwarding, weight }: Real): RealEntry => ({
  address: showAt(address, port),
  forwarding: FORWARDING[forwarding],
  weight,
});

/** As ipvsadm prints them; a mask of one host is the default and goes unsaid. */
function flags({ vars: { persistent, netmask, ops, schedflags }, protocol }: Service): readonly string[] {
  const mask = persistent !== undefined && netmask !== undefined && netmask !== '255.255.255.255';
  return [
    ...(persistent === undefined ? [] : [`persistent ${persistent}`]),
    ...(mask ? [`mask ${netmask}`] : []),
    ...(ops === true && protocol === 'udp' ? ['ops'] : []),
    ...(schedflags === undefined ? [] : [oneFlag(schedflags)]),
  ].sort();
}

/** How the table differs from the wanted one, a sentence a difference. Entries of weight 0 are out of service. */
export function differences(wanted: readonly VirtualServer[], found: readonly VirtualServer[]): readonly string[] {
  const byKey = new Map(found.map((service) => [service.key, service]));
  const extra = found.filter(({ key }) => !wanted.some((service) => service.key === key));
  return [
    ...wanted.flatMap((service) => {
      const actual = byKey.get(service.key);
      return actual === undefined ? [`there is no virtual service ${service.key}`] : differ(service, actual);
    }),
    ...extra.map(({ key }) => `the virtual service ${key} is not in the inventory`),
  ];
}

/** Kernels before 2.6.37 say of an address of their own that it is local, however it was added. */
const isLocal = ({ forwarding }: RealEntry): boolean => forwarding === 'Local';

function differ(wanted: VirtualServer, found: VirtualServer): readonly string[] {
  const how = ({ scheduler, flags }: VirtualServer) => [scheduler, ...flags].join(' ');
  const show = ({ forwarding, weight }: RealEntry) => `${forwarding} with weight ${weight}`;
  const missing = wanted.reals.flatMap((real) => {
    const actual = found.reals.find(({ address }) => address === real.address);
    if (actual === undefined) return [`${wanted.key} lacks the real server ${real.address}`];
    return show(isLocal(actual) ? { ...real, weight: actual.weight } : actual) === show(real)
      ? []
      : [`${wanted.key} has ${real.address} as ${show(actual)}, wanted ${show(real)}`];
  });
  const extra = found.reals
    .filter(({ address, weight }) => weight > 0 && !wanted.reals.some((real) => real.address === address))
    .map(({ address }) => `${wanted.key} sends clients to ${address}, which is not one of its real servers`);
  return [
    ...(how(wanted) === how(found) ? [] : [`${wanted.key} is ${how(found)}, wanted ${how(wanted)}`]),
    ...missing,
    ...extra,
  ];
}
