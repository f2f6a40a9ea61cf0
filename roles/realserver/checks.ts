import { addressGroups } from '../../src/cluster/model/address-groups.ts';
import { askArping, parseArping } from '../../src/cluster/model/arping.ts';
import { isDirector } from '../../src/cluster/model/is-director.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import { addressOf } from '../../src/cluster/model/segment.ts';
import type { SegmentVars } from '../../src/cluster/model/segment-vars.ts';
import { SETTLES_WITHIN } from '../../src/cluster/model/timing.ts';
import { showAddress, type VirtualAddress, virtualAddresses } from '../../src/cluster/model/virtual-addresses.ts';
import { isYetToServe } from '../../src/cluster/model/yet-to-serve.ts';
import { inShort, listed } from '../../src/cluster/stack/names.ts';
import { hostPrefix, showHostCidr } from '../../src/core/address/cidr.ts';
import { readAddresses } from '../../src/core/addresses.ts';
import { type Check, check } from '../../src/core/check.ts';
import type { Output } from '../../src/core/connection.ts';
import { joinSh, type Sh, sh } from '../../src/core/sh.ts';

/** The virtual address is local on every node, or packets for it would be dropped. */
export function checks(context: Context<SegmentVars>): readonly Check[] {
  const { name, vars } = context;
  const addresses = virtualAddresses(vars);
  // On an active director a stack may have moved the address from lo to the interface.
  const mayMove = isDirector(context);
  return [
    check(
      addresses.length === 1 ? 'holds the virtual address' : `holds the ${addresses.length} virtual addresses`,
      name,
      askAddresses(addresses),
      ({ stdout }) => {
        const held = readAddresses(stdout);
        const missing = addresses.flatMap((one, i) => lackOf({ ...one, label: `lo:${i}` }, held, { mayMove }));
        return missing.length === 0 ? undefined : missing.join('; ');
      },
      { withinSeconds: 20 },
    ),
  ];
}

/** One is asked for by itself; of several, all that the host has are listed: as many processes for ten as for two. */
function askAddresses(all: readonly VirtualAddress[]): Sh {
  if (all.length === 1) return joinSh(all.map(({ ip }) => sh`ip ${`-${ip.family}`} -o addr show to ${ip.text}`));
  return joinSh([...new Set(all.map(({ ip }) => ip.family))].map((family) => sh`ip ${`-${family}`} -o addr show`));
}

type Held = ReturnType<typeof readAddresses>;

function lackOf(
  { ip: { text: address }, interface: device, label }: VirtualAddress & { readonly label: string },
  all: Held,
  { mayMove }: { readonly mayMove: boolean },
): readonly string[] {
  const held = all.filter((found) => found.address === address);
  if (held.some((found) => found.device === 'lo' && found.prefix === hostPrefix(address))) return [];
  if (mayMove && held.some((found) => found.device === device)) return [];
  return [
    mayMove
      ? `neither lo (as ${label}) nor ${device} has ${address}`
      : `lo does not have ${showHostCidr(address)} (as ${label})`,
  ];
}

/** ARP is what decides where clients' packets go, so it is asked on the wire, by every node of every other. */
export function clusterChecks(contexts: readonly Context<SegmentVars>[]): readonly Check[] {
  const [first] = contexts;
  if (first === undefined || contexts.length < 2) return [];
  // Where directors share the virtual addresses, all of a group are on the same one.
  return addressGroups(first.vars).flatMap((_, i) =>
    oneAnswers(contexts.map((context) => ({ ...context, vars: addressGroups(context.vars)[i] ?? context.vars }))),
  );
}

function oneAnswers(contexts: readonly Context<SegmentVars>[]): readonly Check[] {
  const [first] = contexts;
  if (first === undefined) return [];
  const early = isYetToServe(first);
  const addresses = virtualAddresses(first.vars);
  const families = new Set(addresses.map(({ ip }) => ip.family));
  const asked = listed(
    [4, 6].flatMap((family) => (families.has(family as 4 | 6) ? [family === 4 ? 'ARP' : 'NDP'] : [])),
  );
  const shown = inShort(addresses.map(showAddress));
  return [
    {
      name: early
        ? `at most one node answers ${asked} for ${shown}, as no director has it yet`
        : `exactly one node answers ${asked} for ${shown}`,
      asks: Object.fromEntries(contexts.map((context) => [context.name, askAnswerers(context)])),
      failure: (answers) => answerersComplaint(answers, addresses, { early }),
      withinSeconds: SETTLES_WITHIN,
    },
  ];
}

/** From the node's own address where that is on the interface's network; see arping(8). */
const askAnswerers = (context: Context<SegmentVars>): Sh =>
  askArping(
    virtualAddresses(context.vars).map(({ ip, interface: device }) => ({
      address: ip.text,
      device,
      ...(device === context.vars.interface ? { own: addressOf(context) } : {}),
    })),
  );

/** Why not exactly one node answers for each address, and the same one on a segment. */
export function answerersComplaint(
  answers: Readonly<Record<string, Output>>,
  addresses: readonly VirtualAddress[],
  { early = false }: { readonly early?: boolean } = {},
): string | undefined {
  const wrong = addresses.flatMap((one) => arpComplaint(answers, one.ip.text, { early }) ?? []);
  if (wrong.length > 0) return [...new Set(wrong)].join('; ');
  const of = ({ ip }: VirtualAddress) => [...heardBy(answers, ip.text)];
  const apart = addresses.filter(({ interface: device }) => device === addresses[0]?.interface);
  const others = new Set(apart.flatMap(of));
  return others.size < 2
    ? undefined
    : `not all of them are answered for by the same node: ${apart.map((one) => `${showAddress(one)} by ${of(one)[0]}`).join(', ')}`;
}

const heardBy = (answers: Readonly<Record<string, Output>>, address: string): ReadonlySet<string> =>
  new Set(Object.values(answers).flatMap(({ stdout }) => [...parseArping(stdout, address)]));

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
  const heard = heardBy(answers, address);
  if (heard.size === 1 || (early && heard.size === 0)) return undefined;
  return heard.size === 0
    ? `no node answers for ${address}`
    : `${heard.size} nodes answer for ${address}: ${[...heard].join(', ')}`;
}
