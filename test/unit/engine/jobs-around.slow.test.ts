import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { drains, undrains } from '../../../src/cluster/drain/left-drained.ts';
import { check } from '../../../src/core/check.ts';
import { EXIT } from '../../../src/core/errors.ts';
import type { Hook, Job } from '../../../src/core/play.ts';
import { defineRole } from '../../../src/core/role.ts';
import { sh } from '../../../src/core/sh.ts';
import { file } from '../../../src/resources/file.ts';
import { type Story, tell } from './cluster.ts';
import { type Hosts, openHosts } from './hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openHosts('n1', 'n2');
});
afterAll(() => hosts?.close());
beforeEach(async () => {
  for (const node of hosts.nodes.values()) await node.given('rm -f /etc/story /etc/out');
});

/** n1 serves, and is told in a file of its own which hosts are out. */
const out = (job: Job, content: string, is: 'right' | 'wrong' | 'refused' = 'right'): Job => {
  const role = defineRole({
    name: 'out',
    vars: z.object({}),
    refuseHost: () => (is === 'refused' ? [{ path: [], message: 'not with me' }] : []),
    resources: () => [file({ path: '/etc/out', content })],
    clusterChecks: () => [check('is told', 'n1', sh`cat /etc/out`, () => (is === 'wrong' ? 'is not' : undefined))],
  });
  const n1 = job.hosts.filter(({ name }) => name === 'n1');
  return { ...job, plays: [{ play: { name: 'out', hosts: 'n1', roles: [role] }, hosts: n1 }] };
};

const act = (name: string, jobs: (job: Job, by: { readonly by: string }) => readonly Job[]) => ({
  ...{ name, preconditions: [], run: {}, postconditions: [], jobs },
});

const story = (around: Hook): Story => ({
  wanted: (host) => (host === 'n2' ? [file({ path: '/etc/story', content: 'new\n' })] : []),
  active: ({ name }) => name === 'n1',
  around: [around],
});

test('jobs on other hosts are done around a change, in their order, as plans that are told', async () => {
  const { summary, events } = await tell(
    'apply',
    hosts,
    story({
      before: () => act('out', (job, { by }) => [out(job, `n2 by ${by}\n`)]),
      after: () => act('back', (job) => [out(job, 'n2 returns\n'), out(job, 'nobody\n')]),
    }),
  );
  expect(summary).toMatchObject({ exit: EXIT.done, hosts: [{ host: 'n1' }, { host: 'n2', planned: 1, done: 1 }] });
  const contents = events.flatMap((event) =>
    event.type === 'plan' ? event.steps.map(({ changes }) => changes.find(({ field }) => field === 'content')?.to) : [],
  );
  expect(contents).toEqual(['new\n', 'n2 by test@here\n', 'n2 returns\n', 'nobody\n']);
  expect(await hosts.node('n1').given('cat /etc/out')).toBe('nobody\n');
});

test.each([
  ['does not come through', 'wrong', EXIT.unhealthy],
  ['is refused', 'refused', EXIT.failed],
] as const)('a job that %s leaves the host untouched', async (_, is, exit) => {
  const { summary } = await tell('apply', hosts, story({ before: () => act('out', (job) => [out(job, 'n2\n', is)]) }));
  expect(summary.exit).toBe(exit);
  expect(await hosts.node('n2').given('cat /etc/story 2>/dev/null || echo none')).toBe('none\n');
});

test('a host that is drained for its change, which fails, is told of; one that gets clients again is not', async () => {
  const around: Hook = {
    before: () => ({ ...act('out', (job) => [out(job, 'n2\n')]), marks: { begun: drains('n2') } }),
    after: () => ({ ...act('back', (job) => [out(job, 'nobody\n')]), marks: { done: undrains('n2') } }),
  };
  const wanted: Story['wanted'] = (host) =>
    host === 'n2' ? [file({ path: '/etc/missing/story', content: 'new\n' })] : [];
  const failed = await tell('apply', hosts, { ...story(around), wanted });
  expect(failed.summary).toMatchObject({ exit: EXIT.failed, marks: { drained: ['n2'] } });
  expect((await tell('apply', hosts, story(around))).summary).not.toHaveProperty('marks');
});
