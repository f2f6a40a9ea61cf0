import type { Problem } from '../../core/errors.ts';
import { listed } from '../stack/names.ts';
import { addressPath, givenAddresses } from './addresses.ts';
import type { Cluster } from './cluster.ts';

/** Virtual addresses that two clusters have: both would answer for them. */
export const refuseShared = (clusters: readonly Cluster[]): readonly Problem[] =>
  clusters.flatMap((cluster, i) => {
    const [first] = cluster.directors;
    if (first === undefined) return [];
    return clusters.slice(0, i).flatMap((earlier) => {
      const theirs = new Set(earlier.directors.flatMap(givenAddresses));
      const shared = [...new Set(cluster.directors.flatMap(givenAddresses))].filter((address) => theirs.has(address));
      if (shared.length === 0) return [];
      const who = [earlier, cluster].map(
        ({ name, directors }) => `${name} (${listed(directors.map((one) => one.name))})`,
      );
      return [
        {
          at: first.at(addressPath(first)),
          message: `the clusters ${listed(who)} have the virtual address ${listed(shared)} both, and each needs its own`,
        },
      ];
    });
  });
