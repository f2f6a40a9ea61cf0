import { expect, test } from 'vitest';
import { DIRECTS, GIVES_UP, TAKES } from '../../../../roles/heartbeat/handover/commands.ts';
import { differencesOf } from '../../../../src/cluster/status/findings/drift.ts';
import { exitOf } from '../../../../src/cluster/status/verdict.ts';
import type { Cause } from '../../../../src/core/cause.ts';
import { EXIT } from '../../../../src/core/errors.ts';
import type { Step } from '../../../../src/core/plan.ts';
import { makeStep } from '../../step.ts';
import { ACTIVE_TOO, STANDBY_TOO, status } from './cluster.ts';

const uses = (id: string): Cause => ({ type: 'uses', ids: [id] });
const OWED: Cause = { type: 'owed', ids: ['file /etc/ha.d/ha.cf'] };
const step = (type: string, key: string, changes: Step['changes'], because?: Cause): Step =>
  makeStep(type, key, { changes, ...(because === undefined ? {} : { because }) });
const ENABLED = step('service', 'heartbeat', [{ field: 'enabled', from: false, to: true }]);
const STEPS = [
  step('file', '/etc/motd', [{ field: 'mode', from: '0600', to: '0644' }]),
  ENABLED,
  step('sysctl', '/etc/sysctl.d/90-umctl-arp.conf', [{ field: 'net.ipv4.conf.all.arp_ignore', from: 0, to: 1 }]),
  step('file', '/etc/ha.d/ha.cf', [{ field: 'content', from: 'a\nb\n', to: 'a\n' }]),
  step(
    'service',
    'ldirectord',
    [{ field: 'config', from: undefined, to: 'db7d8cb3a0dc' }],
    uses('file /etc/ha.d/ldirectord.cf'),
  ),
];
const SERVING = new Set(STEPS.slice(1).map(({ id }) => id));

test('what serving depends on is told with what it changes, without what only follows from it', () => {
  expect(differencesOf(STEPS, SERVING).map(({ what }) => what)).toEqual([
    'service heartbeat (enabled no, wanted yes)',
    'sysctl /etc/sysctl.d/90-umctl-arp.conf (net.ipv4.conf.all.arp_ignore 0, wanted 1)',
    'file /etc/ha.d/ha.cf (content)',
  ]);
  const both = [...(STEPS[4]?.changes ?? []), { field: 'enabled', from: false, to: true }];
  expect(differencesOf([step('service', 'ldirectord', both, uses('file /etc/ha.d/ldirectord.cf'))], SERVING)).toEqual([
    { id: 'service ldirectord', what: 'service ldirectord (enabled no, wanted yes)' },
  ]);
  const owed = step('service', 'heartbeat', [{ field: 'config', from: 'a', to: 'b' }], OWED);
  expect(differencesOf([owed], SERVING)).toHaveLength(1);
  const fresh = [{ field: 'config', from: undefined, to: 'b' }];
  const tells = (because: Cause) =>
    differencesOf([step('service', 'heartbeat', fresh, because)], SERVING).map(({ what }) => what);
  expect(tells(OWED)).toEqual(['service heartbeat (config absent, wanted b)']);
  expect(tells({ type: 'unrecorded' })).toEqual(['service heartbeat (config absent, wanted b)']);
  expect(tells(uses('file /etc/ha.d/ha.cf'))).toEqual([]);
});

test('of what is too long to show, and of what is to go, the field says enough', () => {
  const changes = [
    { field: 'digest', from: 'a'.repeat(25), to: 'b' },
    { field: 'markers', from: 'a', to: undefined },
  ];
  expect(differencesOf([step('file', '/etc/ha.d/ha.cf', changes)], SERVING)[0]?.what).toBe(
    'file /etc/ha.d/ha.cf (digest, markers)',
  );
});

const drift = { steps: { n1: [], n2: STEPS.map(({ id }) => id) }, serving: { n2: differencesOf(STEPS, SERVING) } };

test('it is a finding, and other drift is none', () => {
  const drifted = status({}, {}, { drift });
  expect(drifted.problems).toEqual([
    expect.stringMatching(/^n2: differs from the inventory in what serving depends on: service heart/),
  ]);
  expect(exitOf(drifted)).toBe(EXIT.unhealthy);
  const shown = status({}, {}, { drift: { steps: { n1: [], n2: ['file /etc/motd'] } } });
  expect([shown.problems, exitOf(shown)]).toEqual([[], EXIT.done]);
});

test('what a finding has said already is not told again', () => {
  const kernel = (text: string) => text.replace('all/arp_ignore:1', 'all/arp_ignore:0');
  const { problems } = status({}, { kernel }, { drift });
  expect(problems.filter((problem) => problem.includes('arp_ignore'))).toHaveLength(1);
  // What is said of one host says nothing of another.
  const told = status({ kernel }, {}, { drift }).problems.filter((problem) => problem.includes('arp_ignore'));
  expect(told.map((problem) => problem.slice(0, 3))).toEqual(['n1:', 'n2:']);
});

const todo = (name: string) => {
  const steps = [step('command', name, [{ field: 'done', from: false, to: true }])];
  const serving = new Set(steps.map(({ id }) => id));
  return { drift: { steps: { n1: [...serving], n2: [] }, serving: { n1: differencesOf(steps, serving) } } };
};
const mentions = (name: string, { problems }: ReturnType<typeof status>) =>
  problems.filter((problem) => problem.includes(name)).length;

test('that nobody directs, or two do, is told once: the command that puts it right is no finding beside it', () => {
  const nobody = status(STANDBY_TOO, {}, todo(TAKES));
  expect(nobody.problems).toContainEqual(expect.stringContaining('no director is active'));
  expect(mentions(TAKES, nobody)).toBe(0);
  expect(mentions(GIVES_UP, status({}, ACTIVE_TOO, todo(GIVES_UP)))).toBe(0);
  // All else that was asked says that n1 directs: what only the plan has found is told.
  expect(mentions(TAKES, status({}, {}, todo(TAKES)))).toBe(1);
});

test('that a director does not balance is told once, however the command that puts it right is worded', () => {
  const kernel = (text: string) => text.replace('backup_only:0', 'backup_only:1');
  const { problems } = status({ kernel }, {}, todo(DIRECTS));
  expect(problems).toEqual([expect.stringMatching(/^n1: it is active, .* so it balances nothing$/)]);
  const reworded = makeStep('command', DIRECTS, {
    title: 'let the active director balance',
    changes: [{ field: 'done', from: false, to: true }],
  });
  const differences = differencesOf([reworded], new Set([reworded.id]));
  expect(differences.map(({ what }) => what)).toEqual(['let the active director balance (done no, wanted yes)']);
  const drifted = { steps: { n1: [reworded.id], n2: [] }, serving: { n1: differences } };
  expect(status({ kernel }, {}, { drift: drifted }).problems).toEqual(problems);
  expect(status({}, {}, { drift: drifted }).problems).toEqual([expect.stringContaining('let the active director')]);
});

test('what is not known of drift is said to be so', () => {
  expect(status({}, {}, { drift: { unknown: 'not asked yet' } }).unknown).toEqual([
    'what differs from the inventory: not asked yet',
  ]);
  expect(status({}, {}, { drift: { steps: { n1: [] } } }).unknown).toEqual(['what differs from the inventory on n2']);
});
