import type { Host } from '../../core/host.ts';
import { listed } from '../stack/names.ts';
import { sharesAddress } from './addresses.ts';
import type { Found } from './cluster.ts';
import { CLUSTER, namedCluster } from './name.ts';

/** Clusters by what `cluster` says of directors. One that says nothing is of the only cluster, where it has its virtual address. */
export function byName(directors: readonly Host[]): Found {
  const named = Map.groupBy(directors, namedCluster);
  const nameless = named.get(undefined) ?? [];
  const names = [...named.keys()].flatMap((name) => name ?? []);
  const [only = '', ...others] = names;
  const isOf = (host: Host): boolean => others.length === 0 && sharesAddress(host, named.get(only) ?? []);
  return {
    clusters: names.map((name) => ({
      name,
      directors: directors.filter((host) => (namedCluster(host) ?? (isOf(host) ? only : undefined)) === name),
    })),
    problems: nameless
      .filter((host) => !isOf(host))
      .map(({ name, vars, at }) => ({
        at: at(vars[CLUSTER] === undefined ? [] : [CLUSTER]),
        message:
          `${name} is a director, and of no cluster that could be told, where others are of ${listed(names)}: write ` +
          `\`${CLUSTER}: NAME\` in its variables or in those of its group`,
      })),
  };
}
