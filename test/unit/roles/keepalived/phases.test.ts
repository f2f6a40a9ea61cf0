import { expect, test } from 'vitest';
import { phasePlays } from '../../../../roles/keepalived/phases.ts';
import { keepalived } from '../../../../roles/keepalived/stack.ts';
import type { Context } from '../../../../src/cluster/model/role.ts';
import type { Play } from '../../../../src/core/play.ts';
import { platformOf } from '../../../../src/platform/detect.ts';
import { contexts } from '../cluster.ts';

const HOLDS = { addresses: [{ device: 'eth0', label: 'eth0', address: '192.168.6.240', prefix: 24 }] };

/** What a play wants of each director, by the names of its files and commands; n1 is active. */
function wantedBy(
  { roles: [role] }: Play,
  recalled: Readonly<Record<string, string>>,
): Readonly<Record<string, readonly string[]>> {
  if (role === undefined) throw new Error('the play has no role');
  const on = contexts(role, { recalled, facts: { keepalived: {} }, hostFacts: { n1: HOLDS } });
  return Object.fromEntries(
    on.map((context: Context<unknown>) => {
      const resources = role.resources({ ...context, platform: platformOf(context.name, context.facts) });
      return [
        context.name,
        resources.map(({ id }) => id).filter((id) => /alike|keepalived.conf|^command keepalived|^clients/.test(id)),
      ];
    }),
  );
}

function wanted(phase: number, recalled: Readonly<Record<string, string>>) {
  const play = phasePlays[phase];
  if (play === undefined) throw new Error('there is no such phase');
  return wantedBy(play, recalled);
}

const RUN = { n1: 'state runs active 240 none\n', n2: 'state runs standby 140 none\n' };
const ALIKE = 'file /etc/keepalived/umctl/alike';

test('settings by which directors hear each other come to a standby first, which stops when they change', () => {
  expect(wanted(0, RUN)).toEqual({
    n1: [],
    n2: [ALIKE, 'command keepalived stands down until the active director has the same settings'],
  });
});

test('then to the active director, which goes on alone', () => {
  expect(wanted(1, RUN)).toEqual({ n1: [ALIKE, 'file /etc/keepalived/keepalived.conf'], n2: [] });
});

test('clients leave real servers before the active director forgets those', () => {
  const { ha, balancer } = keepalived;
  const plays = [...ha.before, ...balancer.plays({ handOver: ha.handOver }), ...ha.plays];
  const inOrder = plays.flatMap((play) => wantedBy(play, RUN)['n1'] ?? []);
  expect(inOrder[0]).toBe('clients of real servers that leave');
  expect(inOrder).toContain('file /etc/keepalived/keepalived.conf');
});

test('a cluster that keepalived does not run yet has no such phases', () => {
  expect([wanted(0, {}), wanted(1, {})]).toEqual([
    { n1: [], n2: [] },
    { n1: [], n2: [] },
  ]);
});
