import { TASKS } from './work.ts';

/** What is done how often, and how far away. */
export interface Case {
  readonly kind: 'nothing to change' | 'first apply';
  readonly hosts: number;
  /** Round-trip time in milliseconds. */
  readonly rtt: number;
  readonly tasks: number;
}

export interface Range {
  readonly hosts: readonly number[];
  readonly rtts: readonly number[];
  readonly tasks: readonly number[];
}

/** Round trip of what is compared over tasks. */
export const MIDDLE = 20;

/** Every number of hosts at every distance; and every number of tasks on one host at one distance. */
export function casesOf({ hosts, rtts, tasks }: Range): readonly Case[] {
  const kinds = ['nothing to change', 'first apply'] as const;
  return rtts.flatMap((rtt) => [
    ...kinds.flatMap((kind) => hosts.map((count) => ({ kind, hosts: count, rtt, tasks: TASKS }))),
    ...(rtt === MIDDLE ? kinds : []).flatMap((kind) =>
      tasks.filter((count) => count !== TASKS).map((count) => ({ kind, hosts: 1, rtt, tasks: count })),
    ),
  ]);
}

export const nameOf = ({ kind, hosts, rtt, tasks }: Case): string =>
  `${kind}, ${hosts} hosts, ${rtt} ms, ${tasks} tasks`;

/** What takes minutes by itself is compared where nothing changes: on one host, and on a few that are near. */
export const fitsSlow = ({ kind, hosts, rtt, tasks }: Case): boolean =>
  kind === 'nothing to change' && tasks === TASKS && (hosts === 1 || (hosts <= 10 && rtt === 0));
