import { holdsVirtualAddress } from '../../../../src/cluster/model/holder.ts';
import { type Context, defineRole } from '../../../../src/cluster/model/role.ts';
import { type SegmentVars, segment } from '../../../../src/cluster/model/segment-vars.ts';
import type { Stack } from '../../../../src/cluster/ports/stack.ts';
import { command, directory, file, sh, z } from '../../../../src/index.ts';
import { STACK } from '../toy/cluster.ts';
import { ADDRESS } from '../toy/paths.ts';

export const directorsOf = (id: string): string => `/etc/${id}/directors`;

const isReady = ({ otherStacksOn: on, known }: Context<SegmentVars>, name: string): boolean => {
  const facts = known.get(name)?.facts;
  return facts !== undefined && on(facts).length === 0;
};

const takes = (context: Context<SegmentVars>): boolean => {
  const { directors, known, host, facts, otherStacksOn: on } = context;
  const serving = directors.filter((one) => {
    const its = known.get(one.name)?.facts;
    return its !== undefined && holdsVirtualAddress(one.host, its);
  });
  const byThis = serving.some(({ name }) => isReady(context, name));
  const could = directors.find(({ name }) => !serving.some((one) => one.name === name)) ?? directors[0];
  return !byThis && could?.name === context.name && !(on(facts).length > 0 && holdsVirtualAddress(host, facts));
};

const TAKES = {
  unless: sh`ip -4 -o addr show dev eth0 | grep -q inet`,
  run: sh`ip addr add ${`${ADDRESS}/24`} dev eth0`,
};

const roleOf = (id: string, takesItself: boolean) =>
  defineRole<SegmentVars>({
    name: id,
    vars: z.object(segment),
    resources: (context) => [
      directory({ path: `/etc/${id}` }),
      file({ path: directorsOf(id), content: context.directors.map(({ name }) => `${name}\n`).join('') }),
      ...(takesItself && takes(context)
        ? [command({ key: `${id} takes over`, name: `take the virtual address by the ${id}`, ...TAKES })]
        : []),
    ],
  });

/** Fills no table. */
function balanced(id: string): Stack['balancer'] {
  const role = { ...STACK.balancer.role, name: id, resources: () => [], checks: () => [] };
  const play = { name: id, hosts: 'directors', roles: [role], active: holdsVirtualAddress };
  return { ...STACK.balancer, id, role, plays: () => [play], owns: [] };
}

/**
 * A stack whose first director, among those that no other stack serves on, takes the address when it gets the stack; or
 * when it is told, beside another stack.
 */
export const poleCalled = (id: string, takes: 'at once' | 'when told' = 'at once'): Stack => ({
  ha: {
    ...STACK.ha,
    id,
    plays: [{ name: id, hosts: 'directors', roles: [roleOf(id, takes === 'at once')], active: holdsVirtualAddress }],
    leave: () => [
      command({
        key: `${id} is left`,
        name: `give the ${id} up`,
        unless: sh`! ip -4 -o addr show dev eth0 | grep -q inet`,
        run: sh`ip addr flush dev eth0`,
      }),
    ],
    ...(takes === 'when told' ? { takesOver: TAKES } : {}),
    rotation: { roles: [id] },
    owns: [`/etc/${id}/*`],
    directorFile: directorsOf(id),
  },
  balancer: balanced(`balance of ${id}`),
});
