import type { ClusterStatus, HostStatus, RealStatus } from './shape.ts';

/** What findings are made of. */
export interface Seen {
  readonly address: string;
  readonly hosts: readonly HostStatus[];
  readonly active: readonly HostStatus[];
  readonly arp: ClusterStatus['arp'];
  readonly services: ClusterStatus['services'];
}

/**
 * Whether duties are handed over just now: for that moment two may have the address, and rightly. What heartbeat says of
 * itself does not count: it says `transition` for ever where it is alone, and in a split.
 */
const isHandingOver = (hosts: readonly HostStatus[]): boolean =>
  hosts.some(({ heartbeat }) => heartbeat?.handsOver === true);

/** Two that have the virtual address, by their interfaces or by ARP: what one client sends reaches now this, now that. */
export function alarmsOf({ address, hosts, active, arp }: Seen): readonly string[] {
  if (isHandingOver(hosts)) return [];
  const directors = active.filter(({ director }) => director);
  const where = active.map(({ name, holds }) => `${name} (${holds.join(', ')})`).join(' and ');
  // A node that does not answer may be the one that is heard, unless one that does has the address.
  const all = hosts.every(({ state }) => state === 'up');
  const strangers = arp.owners.filter((owner) => !hosts.some(({ name }) => name === owner));
  return [
    ...(directors.length > 1 ? [`SPLIT BRAIN: ${where} have ${address} at the same time`] : []),
    ...(directors.length < 2 && active.length > 1 ? [`ADDRESS HELD TWICE: ${where} have ${address}`] : []),
    ...(arp.owners.length > 1 ? [`ADDRESS ANSWERED TWICE: ${arp.owners.join(' and ')} answer ARP for ${address}`] : []),
    ...(arp.owners.length === 1 && strangers.length === 1 && (all || active.length > 0)
      ? [
          `ADDRESS TAKEN: ${strangers[0]}, which is no node ${all ? 'of the inventory' : 'that answers'}, answers ARP for ${address}`,
        ]
      : []),
  ];
}

/** What does not work, apart from nodes that are down and what follows from that. */
export function problemsOf(seen: Seen): readonly string[] {
  const { address, hosts, active, arp, services } = seen;
  const up = hosts.filter(({ state }) => state === 'up');
  const isUp = (name: string) => up.some((host) => host.name === name);
  const moving = isHandingOver(hosts);
  return [
    ...(active.length === 0 && !moving ? [`no node that answers has ${address} on an interface: nobody directs`] : []),
    ...(arp.owners.length === 0 && up.length > 1 && !moving ? [`nobody answers ARP for ${address}`] : []),
    ...up.flatMap(({ name, director, heartbeat, ldirectord, holds }) => {
      if (!director) return [];
      if (heartbeat?.running !== true) return [`${name}: heartbeat does not run`];
      const deaf = heartbeat.peers.filter(({ node, status }) => isUp(node) && status === 'dead');
      const dead = heartbeat.links.filter(({ node, status }) => isUp(node) && status !== 'up');
      return [
        ...deaf.map(({ node }) => `${name}: heartbeat takes ${node} for dead, which is up`),
        ...dead.map(({ node, link, status }) => `${name}: link ${link} to ${node} is ${status}`),
        ...(active.length === 0 && heartbeat.resources === 'transition' && !moving
          ? [`${name}: heartbeat takes resources over, or takes itself to do so (cl_status rscstatus: transition)`]
          : []),
        ...(holds.length > 0 && ldirectord !== 'running' ? [`${name}: directs, and ldirectord does not run`] : []),
      ];
    }),
    ...(active.length === 0
      ? []
      : services.flatMap(({ name, reals }) =>
          reals.filter((real) => isOut(real) && !isDown(real, hosts)).map((real) => `${name}: ${outOf(real)}`),
        )),
  ];
}

const isDown = ({ name }: RealStatus, hosts: readonly HostStatus[]): boolean =>
  hosts.some((host) => host.name === name && host.state !== 'up');

/** Whether a real server gets no clients though it should. */
export const isOut = ({ weight = 0, wanted = 0 }: RealStatus): boolean => wanted > 0 && weight === 0;

const outOf = ({ name, weight }: RealStatus): string =>
  `${name} gets no clients: ${weight === undefined ? 'it is not in the LVS table' : 'its weight is 0'}, so its check fails`;
