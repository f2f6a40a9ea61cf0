import type { Host, Inventory } from '../../core/host.ts';
import type { ReadInventory } from '../read-inventory.ts';

/** The groups and hosts of an inventory, as patterns ask for them: how hosts are reached is left open. */
export function namesOf(
  { collected, order }: Pick<ReadInventory, 'collected' | 'order'>,
  sources: readonly string[],
): Inventory {
  const file = sources.join(', ');
  let localhost: Host | undefined;
  return {
    file,
    groups: order.groups,
    members: new Map(order.groups.map((group) => [group, order.membersOf(group)])),
    hosts: [...collected.hosts.values()].map(({ name, at }) => named(name, order.groupsOf(name), at)),
    implicitLocalhost(name) {
      // There is one of them, by the name under which it was asked for first.
      localhost ??= named(name, [], { file, line: 1, column: 1 });
      return localhost;
    },
  };
}

const named = (name: string, groups: readonly string[], at: ReturnType<Host['at']>): Host => ({
  name,
  groups,
  vars: {},
  connection: { host: name, sshOptions: {} },
  at: () => at,
});
