import type { Problem } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import { nearest } from '../../core/nearest.ts';
import { isRemoved } from '../membership/removed.ts';
import { listed } from '../stack/names.ts';
import { addressPath, givenAddresses, sharesAddress } from './addresses.ts';
import type { Cluster } from './cluster.ts';
import { CLUSTER, namedCluster } from './name.ts';

/** The cluster of a host, or why it cannot be told. */
interface Place {
  readonly cluster?: string;
  readonly problem?: Problem;
}

/** Which of the clusters a node is in, or leaves: by `cluster`, else by its virtual address, else by a group of the cluster's name. */
export function placeHost(host: Host, clusters: readonly Cluster[]): Place {
  const { name, groups, at } = host;
  const own = clusters.find(({ directors }) => directors.includes(host));
  if (own !== undefined) return { cluster: own.name };
  const named = namedCluster(host);
  const names = clusters.map((cluster) => cluster.name);
  // One that leaves may be the last of its cluster.
  if (named !== undefined && (names.includes(named) || isRemoved(host))) return { cluster: named };
  if (named !== undefined && clusters.length > 1) {
    const meant = nearest(named, names);
    const instead = meant === undefined ? `there are ${listed(names)}` : `did you mean "${meant}"?`;
    return {
      problem: { at: at([CLUSTER]), message: `${CLUSTER}: no director is in the cluster "${named}"; ${instead}` },
    };
  }
  const [only, ...others] =
    [
      clusters.filter(({ directors }) => sharesAddress(host, directors)),
      clusters.filter((cluster) => groups.includes(cluster.name)),
      clusters.length === 1 ? clusters : [],
    ].find(({ length }) => length > 0) ?? [];
  if (only !== undefined && others.length === 0) return { cluster: only.name };
  const shown = clusters.map(({ name: cluster, directors }) => {
    const addresses = givenAddresses(directors[0] ?? host).join(', ');
    return `${cluster} (${addresses})`;
  });
  const message = isRemoved(host)
    ? `${name} leaves, and nothing says which cluster: list it in a group \`removed\` with \`${CLUSTER}: NAME\` in its variables`
    : `${name} is of no cluster that could be told: write \`${CLUSTER}: NAME\` in its variables, or give it the virtual address of one`;
  return { problem: { at: at(addressPath(host)), message: `${message}; there are ${listed(shown)}` } };
}
