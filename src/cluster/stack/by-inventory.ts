import { showCidr } from '../../core/address/cidr.ts';
import type { ByInventory, Chosen } from '../../core/choice.ts';
import type { Problem } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import { NODES, withoutDuties } from '../membership/removed.ts';
import { segmentOf } from '../model/segment-vars.ts';
import { virtualAddresses } from '../model/virtual-addresses.ts';
import type { Stack } from '../ports/stack.ts';
import { listed, nameOf, programsOf } from './names.ts';

const VARIABLE = 'stack';

/** What an inventory says of the stack: by `stack`, or by directors and addresses that not every stack can work with. */
export const byInventory =
  (stacks: readonly Stack[]) =>
  (given: readonly Host[]): ByInventory => {
    const nodes = given.map(withoutDuties).filter(({ groups }) => NODES.some((group) => groups.includes(group)));
    const directors = nodes.filter(({ groups }) => groups.includes('directors'));
    const problems = [...unknown(nodes, stacks.map(nameOf)), ...unlike(nodes, directors)];
    const preferred = preferredOf(stacks, directors);
    const named = directors[0]?.vars[VARIABLE];
    const chosen = stacks.find((stack) => nameOf(stack) === named);
    return {
      problems,
      ...(chosen === undefined ? {} : { chosen: { name: nameOf(chosen), why: 'as the inventory says (`stack`)' } }),
      preferred,
      isMeant: nodes.some(({ vars }) => vars[preferred.name] !== undefined),
    };
  };

/** What names a stack that the playbook is not made with. */
export const refuseOtherStack =
  (stack: Stack) =>
  (hosts: readonly Host[]): readonly Problem[] =>
    unknown(
      hosts.filter(({ groups }) => NODES.some((group) => groups.includes(group))),
      [nameOf(stack)],
      ', which is the stack of the playbook',
    );

const unknown = (nodes: readonly Host[], names: readonly string[], more = ''): readonly Problem[] =>
  nodes.flatMap(({ vars: { [VARIABLE]: given }, at }) =>
    given === undefined || names.some((name) => name === given)
      ? []
      : [
          {
            at: at([VARIABLE]),
            message: `stack: found ${JSON.stringify(given)}, expected ${listed(names, 'or')}${more}`,
          },
        ],
  );

/** Directors have one stack; a real server may leave it unsaid. */
function unlike(nodes: readonly Host[], [first, ...others]: readonly Host[]): readonly Problem[] {
  if (first === undefined) return [];
  const wanted = first.vars[VARIABLE];
  const differs = (host: Host): boolean =>
    host.vars[VARIABLE] !== wanted && (others.includes(host) || host.vars[VARIABLE] !== undefined);
  return nodes.filter(differs).map((host) => ({
    at: host.at(host.vars[VARIABLE] === undefined ? [] : [VARIABLE]),
    message:
      `stack: ${host.name} has ${String(host.vars[VARIABLE] ?? 'none')} and ${first.name} ${String(wanted ?? 'none')}; ` +
      'it must be the same on the whole cluster',
  }));
}

/** The first stack that can work with what the inventory has, with what keeps those before it from that. */
function preferredOf(stacks: readonly Stack[], directors: readonly Host[]): Chosen {
  const whys: string[] = [];
  for (const stack of stacks) {
    const why = hindrance(stack, directors);
    if (why === undefined)
      return { name: nameOf(stack), why: whys.length === 0 ? 'the default' : `as ${whys.join(', and ')}` };
    whys.push(why);
  }
  return { name: stacks[0]?.ha.id ?? '', why: 'the default' };
}

/** Why a stack cannot be what the inventory means; undefined where it can. */
export function hindrance(stack: Stack, directors: readonly Host[]): string | undefined {
  const most = stack.ha.limits?.directors?.most ?? Number.POSITIVE_INFINITY;
  if (directors.length > most) return `${stack.ha.id} is for ${most} directors and there are ${directors.length}`;
  const all = virtualAddresses(segmentOf(directors[0]?.vars ?? {}));
  const unable = all.find(({ ip: { family } }) =>
    [stack.ha, stack.balancer].some(({ families }) => !families.includes(family)),
  );
  if (unable !== undefined) return `umctl sets up ${programsOf(stack)} for IPv4 only and ${showCidr(unable)} is IPv6`;
  const { unasked } = stack.ha.limits ?? {};
  const other = all.find(({ ip: { family } }) => unasked?.includes(family) === false);
  return other && `${showCidr(other)} is IPv6, for which ${stack.ha.id} is taken only where \`stack\` says so`;
}
