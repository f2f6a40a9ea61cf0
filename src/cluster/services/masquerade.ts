import { isLoopbackText, parseIp } from '../../core/address/ip.ts';
import { showPosition } from '../../core/errors.ts';
import type { Resource } from '../../core/resource.ts';
import { kernelSettings } from '../../platform/capabilities/kernel-settings.ts';
import { addressesOf } from '../model/own-addresses.ts';
import type { Context, Placed, Refusal } from '../model/role.ts';
import { onSegment } from '../model/segment.ts';
import { virtualAddresses } from '../model/virtual-addresses.ts';
import { listed } from '../stack/names.ts';
import { fallbacksIn } from './fallback.ts';
import { givenServices } from './given.ts';
import { SECTION } from './section.ts';
import type { VirtualService } from './service.ts';
import type { ServicesVars } from './vars.ts';

/** Where a service sends clients by network address translation: its place in the inventory, and the address. */
interface Masqueraded {
  readonly path: readonly PropertyKey[];
  readonly address: string;
}

/** A director passes packets of others on, and tells nobody of a shorter way, by which answers would miss it. */
export function forwarding({ vars, platform }: Context<ServicesVars>): readonly Resource[] {
  if (masqueraded(vars).length === 0) return [];
  const device = vars.interface.replaceAll('.', '/');
  return platform.want(kernelSettings, {
    name: 'masquerade',
    settings: {
      'net.ipv4.ip_forward': 1,
      'net.ipv4.conf.all.send_redirects': 0,
      [`net.ipv4.conf.${device}.send_redirects`]: 0,
    },
  });
}

/** A node answers clients by the segment's router, as umctl sets it up; what was masqueraded has to go back the way it came. */
export function refuseMasqueradedNodes(director: Placed<ServicesVars>): readonly Refusal[] {
  const { vars, nodes, directors } = director;
  const others = nodes.filter(
    ({ name, host }) => host.vars['gateway'] !== undefined && directors.some((one) => one.name !== name),
  );
  const named = masqueraded(vars).flatMap(({ path, address }) => {
    const node = others.find((other) => addressesOf(other.vars, other.host).includes(address));
    return node === undefined ? [] : [{ path, node }];
  });
  const implied = givenServices<VirtualService>(vars).flatMap(
    ({ service: { nodes, forwarding: way, real_servers }, path }) => {
      const unnamed = others.filter(
        (other) => !real_servers.some(({ address }) => addressesOf(other.vars, other.host).includes(address)),
      );
      return nodes && way === 'masq' ? unnamed.map((node) => ({ path, node })) : [];
    },
  );
  const six = refuseIpv6(director);
  if (six.length > 0) return six;
  return [...implied, ...named].slice(0, 1).map(({ path, node }) => ({
    path: [...path, 'forwarding'],
    message:
      `with masq, answers have to come back through the director, and ${node.name} sends them by the gateway ` +
      `${node.host.vars['gateway']}; use gate or ipip, or \`nodes: false\` and real servers that are not nodes`,
  }));
}

/** A director that passes IPv6 on is a router, and takes no default route from another: see ip-sysctl, `accept_ra`. */
function refuseIpv6({ vars }: Placed<ServicesVars>): readonly Refusal[] {
  const nodes = givenServices<VirtualService>(vars).flatMap(({ service, on, path }) =>
    service.nodes && service.forwarding === 'masq' && on.some(({ ip }) => ip.family === 6) ? [path] : [],
  );
  const named = masqueraded(vars).flatMap(({ path, address }) => (parseIp(address)?.family === 6 ? [path] : []));
  return [...nodes, ...named].slice(0, 1).map((path) => ({
    path: [...path, 'forwarding'],
    message:
      'masquerading is set up for IPv4 alone: as a router of IPv6 a director would take no default route from others; ' +
      'use gate or ipip for addresses of IPv6',
  }));
}

/** What umctl can neither set nor see, on hosts that are not its own: told once for all that need the same. */
export function warnOfWayBack({ vars, host, nodes }: Context<ServicesVars>): readonly string[] {
  const strangers = masqueraded(vars).filter(
    ({ address }) => !nodes.some((node) => addressesOf(node.vars, node.host).includes(address)),
  );
  return [...Map.groupBy(strangers, ({ address }) => wayBack(address, vars))].map(([way, all]) => {
    const addresses = [...new Set(all.map(({ address }) => address))];
    const [get, their, them] = addresses.length === 1 ? ['gets', 'its', 'it'] : ['get', 'their', 'them'];
    const at = showPosition(host.at(all[0]?.path ?? []));
    return (
      `${at}: ${listed(addresses)} ${get} clients by masq, and ${their} answers have to come back through the active director. ` +
      `umctl does not log in to ${them}, so nobody has checked that: set ${their} default route ${way}`
    );
  });
}

function wayBack(address: string, vars: ServicesVars): string {
  const near = virtualAddresses(vars).find((virtual) => onSegment(address, virtual));
  return near === undefined
    ? 'so that it goes through whichever director is active'
    : `to the virtual address ${near.ip.text}, which is where the active director is. Clients on this very segment would be ` +
        'answered past the director: masq is not for them';
}

/** Of real servers and fallbacks; what is sent to the director itself needs no translation. */
const masqueraded = ({ [SECTION]: settings, ...vars }: ServicesVars): readonly Masqueraded[] =>
  [
    ...givenServices<VirtualService>(vars).flatMap(({ service, path }) => [
      ...service.real_servers.map(({ address, forwarding = service.forwarding }, j) => ({
        path: [...path, 'real_servers', j],
        address,
        forwarding,
      })),
      ...fallbacksIn(service.fallback).map((one) => ({ ...one.fallback, path: [...path, 'fallback', ...one.path] })),
    ]),
    ...fallbacksIn(settings.fallback).map((one) => ({ ...one.fallback, path: [SECTION, 'fallback', ...one.path] })),
  ].flatMap(({ path, address, forwarding }) =>
    forwarding === 'masq' && !isLoopbackText(address) ? [{ path, address }] : [],
  );
