import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { check } from '../../../../src/core/check.ts';
import { EXIT } from '../../../../src/core/errors.ts';
import { sh } from '../../../../src/core/sh.ts';
import type { ApprovedPlan } from '../../../../src/engine/approve/approval.ts';
import { command } from '../../../../src/resources/command.ts';
import { file } from '../../../../src/resources/file.ts';
import { load } from '../../../../src/resources/load.ts';
import { type Told, tell } from '../cluster.ts';
import { type Hosts, openHosts } from '../hosts.ts';
import type { Story } from '../story.ts';

const PARTS = { shop: ['a1', 'a2'], mail: ['b1', 'b2'] };

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openHosts('a1', 'a2', 'b1', 'b2');
});
afterAll(() => hosts?.close());
beforeEach(async () => {
  for (const node of hosts.nodes.values()) await node.given('rm -rf /etc/story* /etc/key /etc/go');
});

const made = file({ path: '/etc/story', content: 'new\n' });
const wanted: Story['wanted'] = () => [made];
const have = (...names: readonly string[]) =>
  Promise.all(names.map(async (name) => (await hosts.node(name).given('ls /etc/story 2>&1 || :')).includes('No such')));
const endOf = ({ summary }: Told) => [
  summary.exit,
  ...(summary.clusters ?? []).map(({ cluster, exit }) => `${cluster} ${exit}`),
];
const outcomes = ({ summary }: Told) => summary.hosts.map(({ host, outcome }) => `${host} ${outcome}`);

test('clusters are changed by one run, which asks once, and says of everything which it is about', async () => {
  const approval = vi.fn(async (plans: readonly { readonly host: string }[]) => plans.length > 0);
  const told = await tell('apply', hosts, { parts: PARTS, wanted, approval });
  expect(endOf(told)).toEqual([EXIT.done, 'shop 0', 'mail 0']);
  expect(approval.mock.calls.map(([plans]) => plans.map(({ host }) => host))).toEqual([['a1', 'a2', 'b1', 'b2']]);
  expect(
    told.events
      .filter(({ type }) => type === 'plan')
      .map((event) => 'host' in event && `${event.cluster} ${event.host}`),
  ).toEqual(expect.arrayContaining(['shop a1', 'mail b2']));
  expect(told.events.every(({ cluster }) => cluster !== undefined)).toBe(true);
  expect(await have('a1', 'a2', 'b1', 'b2')).toEqual([false, false, false, false]);
});

test('no host is asked more often than in a cluster by itself', async () => {
  const alone = await tell('apply', hosts, { wanted });
  for (const node of hosts.nodes.values()) await node.given('rm /etc/story');
  expect((await tell('apply', hosts, { parts: PARTS, wanted })).exchanges).toBe(alone.exchanges);
});

test('a cluster that fails stops no other, and the run says so', async () => {
  const breaks = command({ name: 'break', unless: sh`false`, run: sh`exit 3` });
  const told = await tell('apply', hosts, { parts: PARTS, wanted: (host) => (host === 'b1' ? [breaks] : [made]) });
  expect(endOf(told)).toEqual([EXIT.failed, 'shop 0', 'mail 3']);
  expect(outcomes(told).slice(0, 3)).toEqual(['a1 changed', 'a2 changed', 'b1 failed']);
  expect((await tell('unlock', hosts, { wanted })).summary.hosts.map(({ planned }) => planned)).toEqual([0, 0, 0, 0]);
});

test('a cluster with a host that does not answer, or does not fit, is left alone, and no other', async () => {
  const parts = { ...PARTS, mail: ['b1', 'b2', 'b3'] };
  const lost = await tell(
    'apply',
    { ...hosts, nodes: new Map([...hosts.nodes, ['b3', hosts.node('b2')]]) },
    { parts, wanted },
  );
  expect(endOf(lost)).toEqual([EXIT.unreachable, 'shop 0', 'mail 4']);
  expect(await have('a1', 'b1')).toEqual([false, true]);
  const refuseHost = (host: string) => (host === 'b2' ? [{ path: [], message: 'does not fit' }] : []);
  const refused = await tell('apply', hosts, { parts: PARTS, wanted, refuseHost });
  expect(endOf(refused)).toEqual([EXIT.failed, 'shop 0', 'mail 3']);
  expect(refused.summary.hosts.find(({ failure }) => failure !== undefined)?.failure?.message).toBe(
    'story.yaml:1:1: does not fit',
  );
  await expect(
    tell('plan', hosts, { parts: PARTS, wanted, refuseHost: () => [{ path: [], message: 'fits nowhere' }] }),
  ).rejects.toThrow('fits nowhere');
});

test('of a saved plan nothing is done where one cluster is no more as it was', async () => {
  const saved: ApprovedPlan = { shown: (steps) => steps, steps: new Map() };
  const { events } = await tell('plan', hosts, { parts: PARTS, wanted });
  const steps = new Map(events.flatMap((event) => (event.type === 'plan' ? [[event.host, event.steps] as const] : [])));
  await hosts.node('b1').given('echo other > /etc/story');
  const moved = await tell('apply', hosts, { parts: PARTS, wanted, approval: { ...saved, steps } });
  expect(endOf(moved)).toEqual([EXIT.moved, 'shop 0', 'mail 6']);
  expect(await have('a1', 'a2', 'b2')).toEqual([true, true, true]);
  await hosts.node('b1').given('rm /etc/story');
  expect(endOf(await tell('apply', hosts, { parts: PARTS, wanted, approval: { ...saved, steps } }))[0]).toBe(EXIT.done);
});

test('a key that is made is made for each cluster', async () => {
  const story: Parameters<typeof tell>[2] = {
    parts: PARTS,
    secrets: { key: { generate: true, recover: sh`cat /etc/key 2>/dev/null || :` } },
    wanted: (_, { key = '' }) => {
      const kept = file({ path: '/etc/key', content: key, mode: '0600' });
      return [kept, load({ name: 'key', runs: sh`true`, reload: sh`:` }, { uses: [kept] })];
    },
  };
  const told = await tell('apply', hosts, story);
  expect(told.summary.exit).toBe(EXIT.done);
  expect((await tell('plan', hosts, story)).summary.hosts.map(({ planned }) => planned)).toEqual([0, 0, 0, 0]);
  const keys = await Promise.all(['a1', 'a2', 'b1', 'b2'].map((name) => hosts.node(name).given('cat /etc/key')));
  expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(keys).toEqual([keys[0], keys[0], keys[2], keys[2]]);
  expect(keys[0]).not.toBe(keys[2]);
});

test('hosts of a cluster go one by one, and clusters side by side', async () => {
  const waits = command({
    name: 'wait',
    unless: sh`[ -e /etc/story ]`,
    run: sh`i=0; until [ -e /etc/go ]; do sleep 0.1; i=$((i + 1)); [ "$i" -lt 200 ] || exit 1; done; touch /etc/story`,
  });
  const begun: string[] = [];
  const told = await tell('apply', hosts, {
    parts: PARTS,
    wanted: () => [waits],
    // Somebody serves, so that hosts go in batches.
    active: ({ name }) => name.endsWith('2'),
    hears: (event) => {
      if (event.type !== 'step-start') return;
      begun.push(event.host);
      // The first of each cluster ends when that of the other has begun.
      if (begun.length >= 2) for (const name of begun) void hosts.node(name).given('touch /etc/go');
    },
  });
  expect(told.summary.exit).toBe(EXIT.done);
  expect([begun.slice(0, 2).toSorted(), begun.slice(2).toSorted()]).toEqual([
    ['a1', 'b1'],
    ['a2', 'b2'],
  ]);
});

test('verify tells of all clusters, with checks of the same name', async () => {
  const checks = (name: string) => [
    check('is told', name, sh`[ -e /etc/story ]`, ({ code }) => (code === 0 ? undefined : 'is not')),
  ];
  await hosts.node('a1').given('touch /etc/story');
  await hosts.node('a2').given('touch /etc/story');
  const told = await tell('verify', hosts, { parts: PARTS, wanted: () => [], checks });
  expect(endOf(told)).toEqual([EXIT.unhealthy, 'shop 0', 'mail 7']);
});
