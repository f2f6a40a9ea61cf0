import { isDirector } from '../../src/cluster/model/is-director.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import { addressOf } from '../../src/cluster/model/segment.ts';
import { type VirtualAddress, virtualAddresses } from '../../src/cluster/model/virtual-addresses.ts';
import type { PortNeed } from '../../src/cluster/ports/port-need.ts';
import type { Opening } from '../../src/platform/capabilities/firewall.ts';
import type { FirewallVars } from './vars.ts';

type Of = Pick<Context<FirewallVars>, 'name' | 'vars' | 'directors' | 'nodes' | 'stack'>;

/** All that the parts of the stack need, by the variables of every director. */
export const needsOf = ({ directors, stack }: Pick<Of, 'directors' | 'stack'>): readonly PortNeed[] =>
  distinct(
    directors.flatMap(({ host: { vars } }) => [
      ...(stack.ha.ports?.(vars) ?? []),
      ...(stack.balancer.ports?.(vars) ?? []),
    ]),
  );

/** What one node has to let in, by what the stack needs. */
export const openingsOf = (node: Of): readonly Opening[] =>
  distinct(needsOf(node).flatMap((need) => openingsFor(need, node))).filter(unlessCovered);

function openingsFor(need: PortNeed, node: Of): readonly Opening[] {
  const { protocol, port, lastPort, group, why, from, to, interface: link } = need;
  const { vars } = node;
  if (to !== 'nodes' && !(to === 'directors' && isDirector(node))) return [];
  const virtual = virtualAddresses(vars);
  // Answers of real servers go past a director that sent a packet of TCP on. With UDP there is nothing to keep track of.
  const oneWay = from === 'clients' && to === 'directors' && protocol === 'tcp';
  const of = virtual.filter(({ ip }) => need.of === undefined || need.of.includes(ip.text));
  const places = oneWay ? of : oneOfEach(of.length > 0 ? of : virtual);
  return places.flatMap(({ ip, interface: its }) => {
    const device = link ?? (from === 'clients' && to === 'directors' ? its : vars.interface);
    const opening: Opening = {
      protocol,
      family: ip.family,
      ...(port === undefined ? {} : { port }),
      ...(lastPort === undefined ? {} : { lastPort }),
      ...(group === undefined ? {} : { to: group }),
      interface: device,
      ...(oneWay ? { oneWayTo: ip.text } : {}),
      why,
    };
    return (inScope(group) ?? sources(from, node, device)).map((source) =>
      source === undefined ? opening : { ...opening, from: source },
    );
  });
}

/** One address of each family and interface, as openings without an address are the same for all of them. */
const oneOfEach = (all: readonly VirtualAddress[]): readonly VirtualAddress[] => [
  ...new Map(all.map((one) => [`${one.ip.family} ${one.interface}`, one])).values(),
];

/** What is sent to a group that ends at the link comes from an address of the link's own, which nobody knows beforehand. */
const inScope = (group: string | undefined): readonly string[] | undefined =>
  group !== undefined && LINK_LOCAL_GROUP.test(group) ? ['fe80::/10'] : undefined;

/** See RFC 4291 and, for the address that is chosen, RFC 6724: a sender of smaller scope is preferred. */
const LINK_LOCAL_GROUP = /^ff[0-9a-f]2:/;

/** Who sends; on a link beside the segment nobody knows the addresses of the others, and the link itself tells who they are. */
function sources(from: PortNeed['from'], node: Of, device: string): readonly (string | undefined)[] {
  const { name, vars, directors, nodes } = node;
  if (from === 'clients') return vars.client_networks ?? [undefined];
  if (from === 'gateway' || device !== vars.interface) return [undefined];
  const others = (from === 'directors' ? directors : nodes).filter((other) => other.name !== name);
  return others.map((other) => addressOf(other));
}

/** A director is a real server, too: what it lets in from clients as one is the same. */
const unlessCovered = (opening: Opening, _: number, all: readonly Opening[]): boolean =>
  opening.oneWayTo !== undefined ||
  !all.some((other) => other.oneWayTo !== undefined && key({ ...other, oneWayTo: undefined }) === key(opening));

const key = ({ oneWayTo: _, ...rest }: Omit<Opening, 'oneWayTo'> & { readonly oneWayTo?: string | undefined }) =>
  JSON.stringify(rest, Object.keys(rest).sort());

const distinct = <T extends object>(all: readonly T[]): readonly T[] => [
  ...new Map(all.map((one) => [JSON.stringify(one, Object.keys(one).sort()), one])).values(),
];
