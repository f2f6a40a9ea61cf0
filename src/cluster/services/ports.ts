import type { VirtualAddress } from '../model/virtual-addresses.ts';
import type { PortNeed, Question } from '../ports/port-need.ts';
import { givenServices } from './given.ts';
import { serviceOf } from './negotiation.ts';
import { transportOf } from './protocol.ts';
import { isExternal } from './refine-check.ts';
import type { VirtualService } from './service.ts';
import { ALL_PORTS, firstPort, isRange, type ServicePort } from './service-port.ts';
import type { ServicesVars } from './vars.ts';

/**
 * What virtual services need: clients reach them on the directors, directors hand packets on to real servers, whose port is
 * that of the service unless the packet is translated, and check them there. A firewall mark has no ports of its own, and a
 * service of all ports opens none.
 */
export const servicePorts = (vars: ServicesVars): readonly PortNeed[] =>
  distinct(
    givenServices<VirtualService>(vars).flatMap(({ service: given, name, on }) => {
      const service = { ...given, name };
      return [...ofClients(service, on), ...ofPackets(service), ...ofCheck(service)];
    }),
  );

function ofClients(service: VirtualService, on: readonly VirtualAddress[]): readonly PortNeed[] {
  const { name, port } = service;
  // Nobody is let in everywhere on the word of one line.
  if (port === undefined || port === ALL_PORTS) return [];
  const need = {
    protocol: transportOf(service),
    ...placeOf(port),
    from: 'clients',
    why: `the virtual service ${name}`,
  } as const;
  // Direct routing leaves the packet, and who sent it, as it was.
  return [
    { ...need, to: 'directors', of: on.map(({ ip }) => ip.text) },
    { ...need, to: 'nodes' },
  ];
}

const placeOf = (port: ServicePort): Pick<PortNeed, 'port' | 'lastPort'> =>
  isRange(port) ? { port: port.first, lastPort: port.last } : { port };

function ofPackets({
  name,
  port,
  protocol,
  forwarding,
  real_servers: reals,
  nodes,
}: VirtualService): readonly PortNeed[] {
  const ways = [...(nodes ? [forwarding] : []), ...reals.map((real) => real.forwarding ?? forwarding)];
  const tunnels: readonly PortNeed[] = ways.includes('ipip')
    ? [{ protocol: 'ipip', from: 'directors', to: 'nodes', why: `packets of ${name} in a tunnel` }]
    : [];
  const others = [
    ...new Set(reals.flatMap((real) => (real.port === undefined || real.port === port ? [] : [real.port]))),
  ];
  const translated = others.map(
    (other): PortNeed => ({
      protocol: protocol ?? 'tcp',
      port: other,
      from: 'clients',
      to: 'nodes',
      why: `the virtual service ${name}, whose real servers have another port`,
    }),
  );
  return [...tunnels, ...translated];
}

/** A check that runs a command of the admin's goes wherever that goes. */
function ofCheck(service: VirtualService): readonly PortNeed[] {
  const { name, check, port: usual, real_servers: reals } = service;
  if (check.type === 'on' || check.type === 'off' || isExternal(check.type)) return [];
  const need = { from: 'directors', to: 'nodes', why: `checks of ${name}` } as const;
  if (check.type === 'ping') return [{ ...need, protocol: 'icmp' }];
  const asked =
    check.port === undefined ? [firstPort(usual), ...reals.map(({ port }) => port ?? firstPort(usual))] : [check.port];
  const protocol = asksByUdp(service) ? 'udp' : 'tcp';
  const answers = protocol === 'udp' ? questionOf(service) : undefined;
  const how = { ...need, protocol, ...(answers === undefined ? {} : { answers }) } as const;
  return [...new Set(asked)].flatMap((port) => (port === undefined ? [] : [{ ...how, port }]));
}

/** A check that negotiates tells who serves. */
function questionOf({ check, port }: VirtualService): Question | undefined {
  if (check.type !== 'negotiate' && typeof check.type !== 'number') return undefined;
  const asked = serviceOf({ check, port });
  if (asked === 'sip') return { of: 'sip' };
  // The name of an address is asked for in another way.
  return asked === 'dns' && isHostName(check.request) ? { of: 'dns', name: check.request } : undefined;
}

const isHostName = (text: string | undefined): text is string =>
  text !== undefined && text.length < 250 && /^([a-z\d_-]{1,63}\.)*[a-z_-][a-z\d_-]{0,62}\.?$/i.test(text);

/** Checks that ask by udp, whatever the service itself goes by. */
const asksByUdp = (service: VirtualService): boolean => {
  const asked = service.check.type === 'connect' ? undefined : serviceOf(service);
  return asked === 'dns' || asked === 'radius' || asked === 'sip' || transportOf(service) === 'udp';
};

const distinct = (needs: readonly PortNeed[]): readonly PortNeed[] => [
  ...new Map(needs.map((need) => [JSON.stringify(need), need])).values(),
];
