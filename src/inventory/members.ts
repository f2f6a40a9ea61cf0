import type { Host, Inventory } from '../core/host.ts';

/** The hosts of a group, those of its children included, in the order that Ansible gives them. */
export function membersOf({ members, hosts }: Inventory, group: string): readonly Host[] {
  const within = hosts.filter(({ groups }) => groups.includes(group));
  const places = new Map(members?.get(group)?.map((name, place) => [name, place]));
  const placeOf = ({ name }: Host): number => places.get(name) ?? places.size;
  return within.toSorted((a, b) => placeOf(a) - placeOf(b));
}
