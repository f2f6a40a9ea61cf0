import { refuseFamilies, refuseSegmentFamilies } from '../../src/cluster/model/families.ts';
import type { Context, Placed, Refusal } from '../../src/cluster/model/role.ts';
import { addressOf, onSharedSegment } from '../../src/cluster/model/segment.ts';
import { refuseUnlike } from '../../src/cluster/model/unlike.ts';
import { addressTexts, showAddress, virtualAddresses } from '../../src/cluster/model/virtual-addresses.ts';
import { notOfHost, parseIp } from '../../src/core/address/ip.ts';
import type { HeartbeatLink } from './links.ts';
import type { HeartbeatVars } from './vars.ts';

type Director = Placed<HeartbeatVars>;

/** Addresses that beats and pings would not go to, or that say nothing of the other director. */
export const refuseAddresses = (director: Director): readonly Refusal[] => [
  ...refuseLinks(director),
  ...refusePing(director),
  ...refusePrefer(director),
];

/** Addresses that the stack is not set up for: of the segment, and of its own links. */
export const refuseOtherFamilies = (director: Director): readonly Refusal[] => {
  const { heartbeat } = director.vars;
  const ofLinks = heartbeat.links.flatMap((link, i) =>
    'ucast' in link
      ? (link.addresses ?? []).map((address, j) => ({ path: ['heartbeat', 'links', i, 'addresses', j], address }))
      : [],
  );
  const pinged = (heartbeat.ping ?? []).map((address, i) => ({ path: ['heartbeat', 'ping', i], address }));
  const families = refuseSegmentFamilies(director);
  return [
    ...(families.length > 0 ? families : refuseIpv6(director)),
    // ha.cf has neither links nor ping nodes of IPv6.
    ...refuseFamilies([{ id: 'links of heartbeat', families: [4] }], ofLinks),
    ...refuseFamilies([{ id: 'ping nodes of heartbeat', families: [4] }], pinged),
  ];
};

/** Directors hear each other over IPv4, whatever their virtual addresses are; and IPaddr2 has no way for IPv6 beside lo. */
function refuseIpv6({ vars }: Director): readonly Refusal[] {
  const [six] = virtualAddresses(vars).filter(({ ip }) => ip.family === 6);
  if (six === undefined) return [];
  const first = onSharedSegment(vars)[0] ?? six;
  if (first.ip.family === 6) return [{ path: first.path, message: `${showAddress(first)} is IPv6; ${FIRST}` }];
  return vars.handover === 'classic'
    ? [{ path: ['handover'], message: `${showAddress(six)} is IPv6; ${CLASSIC}` }]
    : [];
}

const FIRST =
  'with heartbeat, directors hear each other over IPv4 and are known by an address of that: write a virtual address of IPv4 before it, ' +
  'or set `stack: keepalived`, which works with IPv6 alone';

/** Measured: see docs/guarantees/addresses.md. */
export const CLASSIC =
  'with `handover: classic` heartbeat moves addresses by IPaddr2, which refuses IPv6 where real servers have the address on lo ' +
  '("The IPv6 does not support lvs_support"), or by IPv6addr, which takes the address on lo for one that it has added; ' +
  'use make_before_break, or `stack: keepalived`';

/** haresources could have a line for each director, but ldirectord's table is in force where all addresses are, and only there. */
const refusePrefer = ({ vars: { virtual_addresses: all = [] } }: Director): readonly Refusal[] =>
  all.flatMap(({ prefer }, i) =>
    prefer === undefined ? [] : [{ path: ['virtual_addresses', i, 'prefer'], message: PREFER }],
  );

const PREFER =
  'with heartbeat all virtual addresses are on one director at a time, the active one, so none can prefer another; set ' +
  '`stack: keepalived`, which can, or leave `prefer` out and write the director that is active by preference first in the group directors';

function refuseLinks({ vars, directors }: Director): readonly Refusal[] {
  return vars.heartbeat.links.flatMap((link, i) => {
    if (!('ucast' in link) || link.addresses === undefined) return [];
    const path = ['heartbeat', 'links', i, 'addresses'];
    if (link.addresses.length !== directors.length) {
      const message = `expected an address for each of the ${directors.length} directors, found ${link.addresses.length}`;
      return [{ path, message }];
    }
    return link.addresses.flatMap((address, j, all) => {
      const wrong = wrongTarget(address, vars) ?? twice(address, all.slice(0, j));
      return wrong === undefined ? [] : [{ path: [...path, j], message: wrong }];
    });
  });
}

function refusePing({ vars, directors }: Director): readonly Refusal[] {
  return (vars.heartbeat.ping ?? []).flatMap((address, i, all) => {
    const own = directors.find((director) => addressOf(director) === address)?.name;
    const wrong =
      wrongTarget(address, vars) ??
      (own === undefined
        ? undefined
        : `${address} is the address of ${own}, so its answer does not show whether a director is cut off`) ??
      twice(address, all.slice(0, i));
    return wrong === undefined ? [] : [{ path: ['heartbeat', 'ping', i], message: wrong }];
  });
}

function wrongTarget(address: string, vars: HeartbeatVars): string | undefined {
  const all = addressTexts(vars);
  if (all.includes(address))
    return `${address} is ${all.length > 1 ? 'a' : 'the'} virtual address, which is on whichever director is active`;
  const ip = parseIp(address);
  const range = ip && notOfHost(ip);
  return range === undefined ? undefined : `expected the address of a host: ${address} is ${range}`;
}

const twice = (address: string, before: readonly string[]): string | undefined =>
  before.includes(address) ? `${address} is listed twice` : undefined;

/**
 * What directors have to agree on. Not the names of their devices, nor what only the director itself goes by: how much it
 * logs, and whether it has a watchdog.
 */
export const refuseDisagreement = (director: Director): readonly Refusal[] =>
  refuseUnlike(director, {
    members: director.directors,
    on: ({ handover, heartbeat: { links, debug: _debug, watchdog: _watchdog, ...heartbeat } }) => ({
      handover,
      heartbeat: { ...heartbeat, links: links.map(withoutDevice) },
    }),
  });

function withoutDevice(link: HeartbeatLink): object {
  if ('serial' in link) return { serial: '', baud: link.baud };
  if ('bcast' in link) return { bcast: '' };
  if ('ucast' in link) return { ucast: '', addresses: link.addresses };
  return { ...link, mcast: '' };
}

/** Directors that have none of the addresses that the inventory gives them on a link. */
export const warnOfAddresses = ({ name, vars, facts }: Context<HeartbeatVars>): readonly string[] =>
  vars.heartbeat.links.flatMap((link) => {
    if (!('ucast' in link) || link.addresses === undefined) return [];
    if (link.addresses.some((address) => facts.addresses.some((found) => found.address === address))) return [];
    return [
      `${name} has none of the addresses of the link ${link.ucast} (${link.addresses.join(', ')}): nobody hears it there`,
    ];
  });
