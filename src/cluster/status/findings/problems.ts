import type { Stack } from '../../ports/stack.ts';
import { directingProblems, mendsDirecting, unknownDirecting } from './directing.ts';
import { driftProblems } from './drift.ts';
import type { Seen } from './seen.ts';
import { servingFindings } from './serving.ts';
import { tableProblems } from './table.ts';

/** What does not work, apart from nodes that are down and what follows from that. */
export function problemsOf(seen: Seen, { ha, balancer }: Stack): readonly string[] {
  const { hosts, answers, drift } = seen;
  const up = hosts.filter(({ state }) => state === 'up');
  const findings = [
    ...up.flatMap((host) => {
      const answer = host.director ? answers.get(host.name) : undefined;
      const director = answer === undefined ? [] : [{ host, answer }];
      return [ha, balancer].flatMap(({ status }) => director.flatMap((one) => status.findings(one, seen)));
    }),
    ...servingFindings(seen),
  ];
  return [
    ...directingProblems(seen),
    ...up.flatMap(({ name }) => (answers.get(name)?.failed ?? []).map((why) => `${name}: cannot be asked by ${why}`)),
    ...findings.map(({ host, message }) => `${host}: ${message}`),
    ...tableProblems(seen),
    ...driftProblems(drift, findings, mendsDirecting(seen)),
  ];
}

/** What could not be found out, and why: with it, nobody can say that all is well. */
export function unknownOf(seen: Seen): readonly string[] {
  const { hosts, drift } = seen;
  const unplanned =
    'unknown' in drift ? [] : hosts.filter(({ name, state }) => state === 'up' && !(name in drift.steps));
  return [
    ...unknownDirecting(seen),
    ...('unknown' in drift ? [`what differs from the inventory: ${drift.unknown}`] : []),
    ...unplanned.map(({ name }) => `what differs from the inventory on ${name}`),
  ];
}
