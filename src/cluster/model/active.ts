import { readAddresses } from '../../core/addresses.ts';
import type { Output } from '../../core/connection.ts';
import type { Host } from '../../core/host.ts';
import { joinSh, type Sh, sh } from '../../core/sh.ts';
import { type SegmentVars, segmentOf } from './segment-vars.ts';
import { showAddress, type VirtualAddress, virtualAddresses } from './virtual-addresses.ts';

/** Succeeds where a host has a virtual address on its interface. */
export const has = ({ ip, interface: device }: VirtualAddress): Sh =>
  sh`ip ${`-${ip.family}`} -o addr show dev ${device} to ${ip.text} | grep -q inet`;

/**
 * Prints `active` on the director that has a virtual address on its interface, else `standby`. They all move together, so
 * one that has some of them only is the active one, on its way to more or fewer.
 */
export const askActive = (vars: SegmentVars): Sh => {
  const all = virtualAddresses(vars);
  const holds = all.length > 1 ? hasAny(all) : joinSh(all.map(has));
  return sh`if ${holds}; then echo active; else echo standby; fi`;
};

/** The same of several, with as few processes as for one: hosts are asked again and again. */
const hasAny = (all: readonly VirtualAddress[]): Sh =>
  sh`{ ${list(all)}
} | grep -qF ${all.flatMap(({ ip }) => ['-e', ` ${ip.text}/`])}`;

/** Lists all addresses of the interfaces that they are for. */
const list = (all: readonly VirtualAddress[]): Sh =>
  joinSh(
    [...new Set(all.map(({ ip, interface: device }) => `${ip.family} ${device}`))].map((one) => {
      const [family, device = ''] = one.split(' ');
      return sh`ip ${`-${family}`} -o addr show dev ${device}`;
    }),
  );

/** The same of a host whose variables no role has read. */
export const askActiveHost = ({ vars }: Pick<Host, 'vars'>): Sh => askActive(segmentOf(vars));

/** Lists which addresses the host has on the interfaces of the virtual ones. */
export const askHeld = (vars: SegmentVars): Sh => list(virtualAddresses(vars));

/** The virtual addresses that a host has by what it said to {@link askHeld}, whatever stands beside it. */
export function heldAddresses(said: string, vars: SegmentVars): readonly string[] {
  const held = readAddresses(said);
  return virtualAddresses(vars).flatMap(({ ip, interface: device }) =>
    held.some((found) => found.address === ip.text && found.device === device) ? [ip.text] : [],
  );
}

/** What a node that was asked {@link askActive} and then `rest` has answered. */
export interface DirectorAnswer {
  readonly host: string;
  readonly active: boolean;
  readonly rest: string;
  readonly code: number;
}

export const duties = (answers: Readonly<Record<string, Output>>): readonly DirectorAnswer[] =>
  Object.entries(answers).map(([host, { stdout, code }]) => {
    const end = stdout.indexOf('\n');
    const first = end < 0 ? stdout : stdout.slice(0, end);
    return { host, active: first === 'active', rest: end < 0 ? '' : stdout.slice(end + 1), code };
  });

/** Virtual addresses that the active director lacks, by what it said to {@link askHeld}. */
export function lackingComplaint(answers: Readonly<Record<string, Output>>, vars: SegmentVars): string | undefined {
  const lacking = duties(answers)
    .filter(({ active }) => active)
    .flatMap(({ host, rest }) => {
      const held = readAddresses(rest);
      const missing = virtualAddresses(vars).filter(
        ({ ip, interface: device }) => !held.some((found) => found.address === ip.text && found.device === device),
      );
      return missing.length === 0 ? [] : [`${host} is active without ${missing.map(showAddress).join(', ')}`];
    });
  return lacking.length === 0 ? undefined : lacking.join('; ');
}

/** Why the cluster has no single active director; undefined when it has. */
export function activeComplaint(answers: Readonly<Record<string, Output>>): string | undefined {
  const active = duties(answers).filter((duty) => duty.active);
  if (active.length === 1) return undefined;
  return active.length === 0
    ? 'no director has the virtual address on its interface'
    : `${active.map(({ host }) => host).join(' and ')} have the virtual address at the same time`;
}
