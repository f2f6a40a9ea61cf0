import type { Host, Inventory } from '../../core/host.ts';
import { listed } from '../stack/names.ts';
import { addressPath, givenAddresses } from './addresses.ts';
import type { Found } from './cluster.ts';
import { CLUSTER } from './name.ts';

/**
 * Clusters by child groups of `directors`, where the virtual addresses in them differ. A child group that shares its address with
 * another is only a way to order hosts. `sets`: directors by the virtual addresses that they have in common.
 */
export function byChildGroup({ childrenOf }: Inventory, sets: readonly (readonly Host[])[]): Found {
  if (sets.length < 2) return { clusters: [], problems: [] };
  const groups = childrenOf?.('directors') ?? [];
  const all = sets.flat();
  const groupOf = (set: readonly Host[]): string | undefined =>
    groups.find((group) => {
      const within = all.filter((host) => host.groups.includes(group));
      return within.length === set.length && within.every((host) => set.includes(host));
    });
  const found = sets.map((set) => ({ directors: set, name: groupOf(set) }));
  // What differs is then a mistake, and told as one.
  if (found.every(({ name }) => name === undefined)) return { clusters: [], problems: [] };
  const clusters = found.flatMap(({ name, directors }) => (name === undefined ? [] : [{ name, directors }]));
  // One director in each may as well be a pair in two places, with a slip in one of the addresses.
  const isPlain = sets.some(({ length }) => length > 1);
  if (isPlain && clusters.length === sets.length) return { clusters, problems: [] };
  const odd = found.find(({ name }) => name === undefined) ?? found.at(-1);
  const at = odd?.directors[0];
  const shown = found.map(({ name, directors }) => {
    const names = listed(directors.map((host) => host.name));
    const addresses = directors.slice(0, 1).flatMap(givenAddresses);
    return `${name === undefined ? '' : `${name}: `}${names} with ${listed(addresses) || 'none'}`;
  });
  const why = isPlain
    ? 'they are clusters by their child groups of `directors` only if each has one to itself'
    : 'with one director in each child group that may as well be a slip';
  return {
    clusters: [],
    problems: [
      {
        ...(at === undefined ? {} : { at: at.at(addressPath(at)) }),
        message:
          `the directors have different virtual addresses (${shown.join('; ')}), and ${why}: for several clusters, write ` +
          `\`${CLUSTER}: NAME\` in the variables of each; for one, give all the same virtual address`,
      },
    ],
  };
}
