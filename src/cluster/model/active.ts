import type { Output } from '../../core/connection.ts';
import { type Sh, sh } from '../../core/sh.ts';
import { virtualAddress } from './segment.ts';
import type { SegmentVars } from './segment-vars.ts';

/** Prints `active` on the director that has the virtual address on the segment's interface, else `standby`. */
export const askActive = (vars: SegmentVars): Sh =>
  sh`if ip -4 -o addr show dev ${vars.interface} to ${virtualAddress(vars).address} | grep -q inet; then echo active; else echo standby; fi`;

/** What a node that was asked {@link askActive} and then `rest` has answered. */
export interface Duty {
  readonly host: string;
  readonly active: boolean;
  readonly rest: string;
  readonly code: number;
}

export const duties = (answers: Readonly<Record<string, Output>>): readonly Duty[] =>
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
