import { parseArping } from '../../src/cluster/model/arping.ts';
import { isDirector } from '../../src/cluster/model/is-director.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import { addressOf, virtualAddress } from '../../src/cluster/model/segment.ts';
import type { SegmentVars } from '../../src/cluster/model/segment-vars.ts';
import { SETTLES_WITHIN } from '../../src/cluster/model/timing.ts';
import { isYetToServe } from '../../src/cluster/model/yet-to-serve.ts';
import { hostPrefix, showHostCidr } from '../../src/core/address/cidr.ts';
import { parseAddresses } from '../../src/core/addresses.ts';
import { type Check, check } from '../../src/core/check.ts';
import type { Output } from '../../src/core/connection.ts';
import { sh } from '../../src/core/sh.ts';

/** The virtual address is local on every node, or packets for it would be dropped. */
export function checks(context: Context<SegmentVars>): readonly Check[] {
  const { name, vars } = context;
  const { address } = virtualAddress(vars);
  // On an active director a stack may have moved the address from lo to the interface.
  const mayMove = isDirector(context);
  return [
    check(
      'holds the virtual address',
      name,
      sh`ip -4 -o addr show to ${address}`,
      ({ stdout }) => {
        const held = parseAddresses(stdout).filter((found) => found.address === address);
        if (held.some(({ device, prefix }) => device === 'lo' && prefix === hostPrefix(address))) return undefined;
        if (mayMove && held.some(({ device }) => device === vars.interface)) return undefined;
        return mayMove
          ? `neither lo (as lo:0) nor ${vars.interface} has ${address}`
          : `lo does not have ${showHostCidr(address)} (as lo:0)`;
      },
      { withinSeconds: 20 },
    ),
  ];
}

/** ARP is what decides where clients' packets go, so it is asked on the wire, by every node of every other. */
export function clusterChecks(contexts: readonly Context<SegmentVars>[]): readonly Check[] {
  const [first] = contexts;
  if (first === undefined || contexts.length < 2) return [];
  const { address } = virtualAddress(first.vars);
  const early = isYetToServe(first);
  return [
    {
      name: early
        ? `at most one node answers ARP for ${address}, as no director has it yet`
        : `exactly one node answers ARP for ${address}`,
      asks: Object.fromEntries(
        contexts.map((context) => [
          context.name,
          sh`arping -b -c 2 -w 2 -I ${context.vars.interface} -s ${addressOf(context)} ${address}`,
        ]),
      ),
      failure: (answers) => arpComplaint(answers, address, { early }),
      withinSeconds: SETTLES_WITHIN,
    },
  ];
}

/**
 * Nobody hears itself, so that the node that answers is heard by all others: by somebody, in any case.
 * @param options `early`: nobody has to answer yet
 */
export function arpComplaint(
  answers: Readonly<Record<string, Output>>,
  address: string,
  { early = false }: { readonly early?: boolean } = {},
): string | undefined {
  const without = Object.entries(answers).flatMap(([name, { code }]) => (code === 127 ? [name] : []));
  if (without.length > 0) return `not known: ${without.join(', ')} without arping, which the role packages installs`;
  const deaf = Object.entries(answers).find(([, { code }]) => code > 1);
  if (deaf !== undefined) return `arping failed on ${deaf[0]}: ${deaf[1].stderr.trim() || deaf[1].stdout.trim()}`;
  const heard = new Set(Object.values(answers).flatMap(({ stdout }) => [...parseArping(stdout)]));
  if (heard.size === 1 || (early && heard.size === 0)) return undefined;
  return heard.size === 0
    ? `no node answers for ${address}`
    : `${heard.size} nodes answer for ${address}: ${[...heard].join(', ')}`;
}
