import { z } from 'zod';
import { type Context, defineRole } from '../../src/cluster/model/role.ts';
import type { Stack } from '../../src/cluster/ports/stack.ts';
import { leaveMarks, MARKS_SERVICE } from '../../src/cluster/services/marked.ts';
import { showHostCidr } from '../../src/core/address/cidr.ts';
import { joinSh, sh } from '../../src/core/sh.ts';
import { forgottenFiles } from '../../src/platform/capabilities/forgotten-files.ts';
import { command } from '../../src/resources/command.ts';
import { noAddress } from '../../src/resources/no-address.ts';
import { askTraces } from './ask.ts';
import { noEmptyFolders } from './emptied.ts';
import { asBefore, stays } from './files.ts';
import { clearTable } from './leave.ts';
import { forgetHost, reloadRestored } from './let-go.ts';
import { parseTraces, type Traces } from './traces.ts';

const base = { name: 'removed', vars: z.object({}), recall: () => askTraces };

const tracesOn = ({ recalled, name }: Context<object>): Traces => parseTraces(recalled.get(name) ?? '');

const pathsOf = ({ kept }: Traces): readonly string[] => kept.map(({ path }) => path);

const wasDirector = ({ kept }: Traces, { ha }: Stack): boolean => kept.some(({ path }) => path === ha.directorFile);

/** How long duties may take to be handed over, in seconds; measured: 8 to 26. */
const HANDED_OVER_WITHIN = 90;

/**
 * First: a director that leaves hands its duties over, and takes none any more. Before the others hear
 * no more of it: two that do not hear each other both take the address.
 */
export const leaving = defineRole({
  ...base,
  resources(context) {
    const traces = tracesOn(context);
    const { stack, others, platform } = context;
    const was = [stack, ...others].filter((one) => wasDirector(traces, one));
    if (was.length === 0) return [];
    return [
      ...was.flatMap(({ ha }) => ha.leave(platform)),
      ...(traces.addresses.length === 0
        ? []
        : [
            command({
              key: 'its duties are handed over',
              name: 'wait until another director has taken over',
              unless: heldElsewhere(traces.addresses, was),
              run: sh`n=0
until ${heldElsewhere(traces.addresses, was)}; do
  n=$((n+1))
  [ $n -lt ${HANDED_OVER_WITHIN} ] || { echo "it still has "${traces.addresses.join(' or ')} >&2; exit 1; }
  sleep 1
done`,
            }),
          ]),
      ...was.flatMap(({ balancer }) => balancer.leave(platform)),
      clearTable('IPVS sends nobody anywhere'),
      ...leaveMarks(platform, pathsOf(traces)),
    ];
  },
});

const heldElsewhere = (addresses: readonly string[], stacks: readonly Stack[]) =>
  sh`{ ! { ${joinSh(
    stacks.map(({ ha }) => sh`{ ${ha.handsOver}; }`),
    ' || ',
  )}; } && ! { ${joinSh(
    addresses.map((address) => sh`ip -o addr show to ${showHostCidr(address)}`),
    '; ',
  )}; } | grep -v '^[0-9]*: lo ' | grep -q inet; }`;

/** Last, when nobody is sent there any more: its traces. */
export const removed = defineRole({
  ...base,
  warn(context) {
    const { kept } = tracesOn(context);
    const left = kept.filter((one) => stays(one, context.platform)).map(({ path }) => path);
    return [
      ...(kept.length > 0 ? [`${context.name} is removed; packages that were installed there stay`] : []),
      ...(left.length > 0
        ? [`${context.name}: ${left.join(', ')} stays as it is: the host's own network needs it`]
        : []),
    ];
  },
  resources(context) {
    const traces = tracesOn(context);
    if (traces.kept.length === 0 && traces.members.length === 0) return [];
    const { platform, stack, others } = context;
    const parts = [stack, ...others].flatMap(({ ha, balancer }) => [ha, balancer]);
    const files = traces.kept.flatMap((one) => asBefore(one, platform));
    const gone = traces.kept.filter(({ kind }) => kind === 'absent').map(({ path }) => path);
    const services = traces.loaded.filter(
      (name) => name !== MARKS_SERVICE && !name.includes('.') && !parts.some(({ services: own }) => own.includes(name)),
    );
    return [
      ...traces.addresses.map((address) => noAddress({ device: 'lo', address })),
      ...files,
      ...platform.want(forgottenFiles, gone),
      ...services.map((name) => reloadRestored(name, files, platform)),
      ...noEmptyFolders(traces.kept, files),
      forgetHost([...new Set(parts.flatMap(({ owns }) => owns))]),
    ];
  },
});
