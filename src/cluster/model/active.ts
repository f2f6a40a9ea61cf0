import type { Output } from '../../core/connection.ts';
import { joinSh, type Sh, sh } from '../../core/sh.ts';
import type { SegmentVars } from './segment-vars.ts';
import { virtualAddresses } from './virtual-addresses.ts';

/** Prints `active` on the director that has all virtual addresses on their interfaces, else `standby`. */
export function askActive(vars: SegmentVars): Sh {
  const has = virtualAddresses(vars).map(
    ({ ip, interface: device }) => sh`ip -4 -o addr show dev ${device} to ${ip.text} | grep -q inet`,
  );
  return sh`if ${joinSh(has, ' && ')}; then echo active; else echo standby; fi`;
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

/** Why the cluster has no single active director; undefined when it has. */
export function activeComplaint(answers: Readonly<Record<string, Output>>): string | undefined {
  const active = duties(answers).filter((duty) => duty.active);
  if (active.length === 1) return undefined;
  return active.length === 0
    ? 'no director has the virtual address on its interface'
    : `${active.map(({ host }) => host).join(' and ')} have the virtual address at the same time`;
}
