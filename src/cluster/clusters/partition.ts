import type { Host, Inventory } from '../../core/host.ts';
import type { Part, Partition } from '../../core/parts.ts';
import { isRemoved, NODES, REMOVED } from '../membership/removed.ts';
import { ADDRESS_VARIABLES, byAddress } from './addresses.ts';
import { byChildGroup } from './by-child-group.ts';
import { byName } from './by-name.ts';
import type { Cluster } from './cluster.ts';
import { CLUSTER, namedCluster } from './name.ts';
import { placeHost } from './place-host.ts';
import { refuseShared } from './shared.ts';

const READ = new Set<string>([CLUSTER, ...ADDRESS_VARIABLES]);

/**
 * The clusters of an inventory. Directors that name a `cluster` are in that; where none does, those with different virtual
 * addresses are in different ones if each has a child group of `directors` to itself. Other nodes, and hosts that leave, follow
 * by `cluster` or by their virtual address. All other inventories are of one cluster.
 */
export function partition(inventory: Inventory): Partition {
  const written = inventory.hosts.filter(({ groups }) =>
    groups.some((group) => NODES.includes(group) || group === REMOVED),
  );
  const hosts = written.map((host) => host.settle?.(READ) ?? host);
  const directors = hosts.filter((host) => host.groups.includes('directors') && !isRemoved(host));
  const found = directors.some((host) => namedCluster(host) !== undefined)
    ? byName(directors)
    : byChildGroup(inventory, byAddress(directors));
  const { clusters, problems } = found;
  const left = strangers(hosts, clusters);
  if (problems.length > 0 || (clusters.length < 2 && left.length === 0)) return { parts: [], problems };
  const all = clusters.length > 0 ? clusters : [{ name: '', directors }];
  const places = hosts.map((host) => ({ host, ...placeHost(host, all) }));
  const misplaced = places.flatMap(({ problem }) => problem ?? []);
  const names = [...new Set([...all.map(({ name }) => name), ...left])];
  const byHost = new Map(places.map(({ host, cluster }) => [host.name, cluster]));
  const parts = names.map((name): Part => ({ name, hosts: written.filter((host) => byHost.get(host.name) === name) }));
  return { parts, problems: [...misplaced, ...refuseShared(all)] };
}

/** Clusters that only hosts that leave are in: the last of them. */
const strangers = (hosts: readonly Host[], clusters: readonly Cluster[]): readonly string[] => {
  const known = new Set(clusters.map(({ name }) => name));
  const named = hosts.filter(isRemoved).flatMap((host) => namedCluster(host) ?? []);
  return [...new Set(named)].filter((name) => !known.has(name));
};
