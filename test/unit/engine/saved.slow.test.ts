import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EXIT } from '../../../src/core/errors.ts';
import type { Event } from '../../../src/core/events.ts';
import { sh } from '../../../src/core/sh.ts';
import type { ApprovedPlan } from '../../../src/engine/approve/approval.ts';
import { parsePlan, shownSteps, writePlan } from '../../../src/records/saved-plan.ts';
import { file } from '../../../src/resources/file.ts';
import { type Story, tell } from './cluster.ts';
import { type Hosts, openHosts } from './hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openHosts('n1', 'n2');
});
afterAll(() => hosts?.close());
beforeEach(async () => {
  for (const node of hosts.nodes.values()) await node.given('rm -f /etc/key; echo old > /etc/story');
});

// A key that no node has yet: what it will be is decided by the run that makes it.
const story: Story = {
  secrets: { key: { generate: true, recover: sh`sed -n 's/^key //p' /etc/key 2>/dev/null` } },
  wanted: (_, { key = '' }) => [
    file({ path: '/etc/key', content: `key ${key}\n`, mode: '0600' }),
    file({ path: '/etc/story', content: 'new\n' }),
  ],
};

/** Plans, saves, and reads the file again, as another process would. */
async function savedPlan(): Promise<{ readonly approval: ApprovedPlan; readonly text: string }> {
  const { events } = await tell('plan', hosts, story);
  const plans = events.filter((event): event is Extract<Event, { type: 'plan' }> => event.type === 'plan');
  const text = writePlan({
    format: 1,
    umctl: '0.1.0',
    made: '2026-09-23T05:45:12.000Z',
    inventory: { file: '/inventory.yaml', digest: 'abcd' },
    selection: {},
    hosts: plans.map(({ host, steps }) => ({ host, steps: shownSteps(steps) })),
  });
  const { hosts: saved } = parsePlan('file', text);
  return { text, approval: { shown: shownSteps, steps: new Map(saved.map(({ host, steps }) => [host, steps])) } };
}

const contents = (): Promise<readonly string[]> =>
  Promise.all([...hosts.nodes.values()].map((node) => node.given('cat /etc/story; cat /etc/key 2>/dev/null || :')));

test('a saved plan is applied as it is, a key that is yet to be made included', async () => {
  const { approval, text } = await savedPlan();
  expect(text).toContain('<secret story key new>');
  const { summary } = await tell('apply', hosts, { ...story, approval });
  expect(summary).toMatchObject({ exit: EXIT.done, hosts: [{ done: 2 }, { done: 2 }] });
  const [n1 = '', n2] = await contents();
  expect(n1).toMatch(/^new\nkey [0-9a-f]{64}\n$/);
  expect(n2).toBe(n1);
  expect((await tell('plan', hosts, story)).summary.hosts.map(({ planned }) => planned)).toEqual([0, 0]);
});

test('a host that moved since the plan was saved is told by resource and field, and none is touched', async () => {
  const { approval } = await savedPlan();
  await hosts.node('n2').given('echo moved > /etc/story; chmod 0640 /etc/story');
  const { summary, events } = await tell('apply', hosts, { ...story, approval });
  expect(summary.exit).toBe(EXIT.moved);
  expect(summary.hosts[0]?.failure).toBeUndefined();
  expect(summary.hosts[1]?.failure?.output?.split('\n')).toEqual([
    expect.stringMatching(
      /^file \/etc\/story: content: approved \(4 characters, \w+\) → .*, now \(not shown: others may not read it\) → /,
    ),
    'file /etc/story: mode: approved no change, now 0640 → 0644',
  ]);
  expect(events.some(({ type }) => type === 'step-start')).toBe(false);
  expect(await contents()).toEqual(['old\n', 'moved\n']);
});

test('a key that somebody made meanwhile is no new one any more', async () => {
  const { approval } = await savedPlan();
  await hosts.node('n1').given('echo "key abcdef" > /etc/key; chmod 0600 /etc/key');
  const { summary } = await tell('apply', hosts, { ...story, approval });
  expect(summary.exit).toBe(EXIT.moved);
  expect(summary.hosts[0]?.failure?.output).toContain('already as wanted: file /etc/key');
  expect(summary.hosts[1]?.failure?.output).toContain('file /etc/key: content: approved');
  expect(await contents()).toEqual(['old\nkey abcdef\n', 'old\n']);
});

test('a plan that was applied already has nothing left to do, and that is no failure', async () => {
  const { approval } = await savedPlan();
  await tell('apply', hosts, { ...story, approval });
  const again = await tell('apply', hosts, { ...story, approval });
  expect(again.summary).toMatchObject({ exit: EXIT.done, alreadyApplied: true });
  await hosts.node('n1').given('echo other > /etc/story');
  expect((await tell('apply', hosts, { ...story, approval })).summary.exit).toBe(EXIT.moved);
});
