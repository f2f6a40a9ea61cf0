import { showAt } from '../../core/address/endpoint.ts';
import { type Family, type Ip, parseIp } from '../../core/address/ip.ts';
import { newest } from '../drain/register.ts';
import { addressIn } from '../model/own-addresses.ts';
import type { Context, Member } from '../model/role.ts';
import { addressOf } from '../model/segment.ts';
import { virtualAddresses } from '../model/virtual-addresses.ts';
import { givenServices } from './given.ts';
import { portMarks } from './port-marks.ts';
import { protocolOf } from './protocol.ts';
import type { RealServer } from './real-server.ts';
import type { VirtualService } from './service.ts';
import { firstPort, isRange } from './service-port.ts';
import type { ServicesVars } from './vars.ts';

export type Forwarding = 'gate' | 'masq' | 'ipip';

/** A real server of one service, with all that the inventory left to defaults filled in. */
export interface Real {
  readonly address: string;
  /** 0 = whatever port the packet has (firewall marks). */
  readonly port: number;
  readonly forwarding: Forwarding;
  /** 0 = it keeps the connections it has and gets no new ones. */
  readonly weight: number;
  readonly given: RealServer;
  /** What the node is known by, which may be its address of the other family: it is drained as a whole. */
  readonly known?: string;
}

/** A virtual service with its real servers. */
export interface Service {
  readonly vars: VirtualService;
  /** What people read: `web`, or `shop/web` where addresses have names. */
  readonly name: string;
  /** The same of the service as it stands in the inventory, on however many addresses. */
  readonly givenName: string;
  /** Where it stands among a director's variables. */
  readonly path: readonly PropertyKey[];
  /** The virtual address that it is on. */
  readonly address: Ip;
  readonly protocol: 'tcp' | 'udp' | 'fwm';
  /** `192.168.6.240:80`, `[2001:db8::1]:80`, or the firewall mark. */
  readonly virtual: string;
  readonly reals: readonly Real[];
  /**
   * Set while a real server is drained, or is about to be sent clients again: whatever the service says, those of weight 0
   * stay in the table then, and their connections with them.
   */
  readonly quiescent?: true;
}

/** What services are made of. */
export type ServiceContext = Pick<Context<ServicesVars>, 'vars' | 'nodes' | 'recalled'>;

/** The virtual services of the cluster; each node is a real server of each unless the service says otherwise. */
export const services = ({ vars, nodes, recalled }: ServiceContext): readonly Service[] => {
  const { drained } = newest(recalled);
  const marks = portMarks(vars);
  // Once: what a node is known by goes by all virtual addresses, and each of these may have a service.
  const known = nodes.map((node): KnownNode => ({ ...node, known: addressOf(node) }));
  return placed(vars).map(({ address, given: { service: given, path, name: givenName } }) => {
    const mark = marks.find((one) => one.name === givenName && one.address === address.ip.text)?.mark;
    const service = isRange(given.port) ? askedAtFirst(given) : given;
    const ready = reals(service, known, address.ip.family);
    const stateOf = ({ address, known = address }: Real) => drained.find((one) => one.address === known)?.state;
    return {
      vars: service,
      name: address.name === undefined || service.fwmark !== undefined ? givenName : `${address.name}/${service.name}`,
      givenName,
      path,
      address: address.ip,
      protocol: protocolOf(service),
      virtual:
        mark !== undefined
          ? String(mark)
          : service.fwmark === undefined
            ? showAt(address.ip.text, firstPort(service.port) ?? 0)
            : String(service.fwmark),
      reals: ready.map((one) => (stateOf(one) === 'drained' ? { ...one, weight: 0 } : one)),
      ...(ready.some((one) => stateOf(one) !== undefined) ? { quiescent: true as const } : {}),
    };
  });
};

/** Each service on each of its addresses, in the order of these. A firewall mark has no address, so it stands once a family. */
function placed(vars: ServicesVars) {
  const all = givenServices<VirtualService>(vars);
  return virtualAddresses(vars).flatMap((address) =>
    all.flatMap((given) => {
      const mine = given.on.find(({ ip }) => ip.text === address.ip.text);
      const first = given.on.find(({ ip }) => given.service.fwmark !== undefined && ip.family === address.ip.family);
      return mine === undefined || (first !== undefined && first !== mine) ? [] : [{ address, given }];
    }),
  );
}

type KnownNode = Member<ServicesVars> & { readonly known: string };

/** Those that a service of a family can be sent to; nodes by their address of that. */
function reals(service: VirtualService, nodes: readonly KnownNode[], family: Family): readonly Real[] {
  const fromNodes = service.nodes
    ? nodes.flatMap(({ known, ...node }) => {
        const address = addressIn(family, node.vars, node.host);
        if (address === undefined) return [];
        const given = service.real_servers.find((real) => real.address === address);
        return [{ ...real(service, { ...given, address }, node.vars.weight), known }];
      })
    : [];
  const those = new Set(fromNodes.map(({ address }) => address));
  return [
    ...fromNodes,
    ...service.real_servers
      .filter(({ address }) => !those.has(address) && parseIp(address)?.family === family)
      .map((given) => real(service, given, 1)),
  ];
}

/** Real servers of a range are asked at its first port, unless told otherwise. */
const askedAtFirst = (service: VirtualService): VirtualService => ({
  ...service,
  check: { ...service.check, port: service.check.port ?? firstPort(service.port) },
});

const real = (service: VirtualService, given: RealServer, weight: number): Real => ({
  address: given.address,
  port: given.port ?? (isRange(service.port) ? 0 : service.port) ?? 0,
  forwarding: given.forwarding ?? service.forwarding,
  weight: given.weight ?? weight,
  given,
});
