import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Check, check } from '../../../src/core/check.ts';
import { EXIT } from '../../../src/core/errors.ts';
import { sh } from '../../../src/core/sh.ts';
import { command } from '../../../src/resources/command.ts';
import { file } from '../../../src/resources/file.ts';
import { tell } from './cluster.ts';
import { type Hosts, openHosts } from './hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openHosts('n1', 'n2', 'n3');
});
afterAll(() => hosts?.close());
beforeEach(async () => {
  for (const node of hosts.nodes.values()) await node.given('rm -rf /etc/story*; echo old > /etc/story');
});

const wanted = (): ReturnType<typeof file>[] => [file({ path: '/etc/story', content: 'new\n' })];
const contents = (): Promise<readonly string[]> =>
  Promise.all([...hosts.nodes.values()].map((node) => node.given('cat /etc/story')));
const outcomes = ({ hosts: all }: { readonly hosts: readonly { readonly outcome: string }[] }) =>
  all.map(({ outcome }) => outcome);

test('a plan changes nothing; apply does it; another plan is empty', async () => {
  expect((await tell('plan', hosts, { wanted })).summary).toMatchObject({ exit: EXIT.done });
  expect(await contents()).toEqual(['old\n', 'old\n', 'old\n']);
  expect((await tell('apply', hosts, { wanted })).summary).toMatchObject({ exit: EXIT.done });
  expect(await contents()).toEqual(['new\n', 'new\n', 'new\n']);
  expect(outcomes((await tell('plan', hosts, { wanted })).summary)).toEqual(['unchanged', 'unchanged', 'unchanged']);
});

test('exchanges do not grow with the number of things wanted', async () => {
  const many = (count: number) => () =>
    Array.from({ length: count }, (_, i) => file({ path: `/etc/story-${count}-${i}`, content: `${i}\n` }));
  const few = await tell('apply', hosts, { wanted: many(2) });
  const lots = await tell('apply', hosts, { wanted: many(12) });
  expect(lots.exchanges).toBe(few.exchanges);
});

test('one host that moved after the plan was shown, and none is touched', async () => {
  const meanwhile = () => hosts.node('n2').given('echo moved > /etc/story');
  const { summary } = await tell('apply', hosts, { wanted, meanwhile });
  expect(summary.exit).toBe(EXIT.moved);
  expect(summary.hosts[1]?.failure?.output).toContain('file /etc/story: content');
  expect(await contents()).toEqual(['old\n', 'moved\n', 'old\n']);
});

test('what does not stay as it was made is told by resource and field', async () => {
  const restless = command({ name: 'restless', unless: sh`false`, run: sh`true` });
  const { summary } = await tell('apply', hosts, { wanted: () => [restless] });
  expect(summary.exit).toBe(EXIT.failed);
  expect(summary.hosts[0]?.failure).toMatchObject({
    message: expect.stringContaining('not converged'),
    output: expect.stringContaining('command restless: done'),
  });
});

test('a host that fails stops what comes after it, and says where', async () => {
  const doomed = command({ name: 'doomed', unless: sh`false`, run: sh`echo why >&2; exit 9` });
  const wants = (host: string) => (host === 'n2' ? [...wanted(), doomed] : wanted());
  const { summary } = await tell('apply', hosts, { wanted: wants, active: ({ name }) => name === 'n3' });
  expect(outcomes(summary)).toEqual(['changed', 'failed', 'not reached']);
  expect(summary.hosts[1]).toMatchObject({ done: 1, planned: 2, failure: { output: 'why', exit: EXIT.failed } });
  expect(await contents()).toEqual(['new\n', 'new\n', 'old\n']);
});

test('a host that cannot be reached keeps all from being touched', async () => {
  const away = await openHosts('n1', 'n2');
  away.cut('n2');
  const { summary } = await tell('apply', away, { wanted });
  expect(summary.exit).toBe(EXIT.unreachable);
  expect((await away.node('n1').given('ls /etc')).includes('story')).toBe(false);
  await away.close();
});

const isNew = (host: string): Check =>
  check('is new', host, sh`cat /etc/story`, ({ stdout }) => (stdout === 'new\n' ? undefined : 'is old'));

test('while one serves, hosts go one by one, it goes last, and a gate stands between', async () => {
  const { summary, events } = await tell('apply', hosts, {
    wanted,
    checks: (host) => [isNew(host)],
    active: ({ name }) => name === 'n1',
  });
  expect(summary.exit).toBe(EXIT.done);
  const story = events.flatMap((event) => {
    if (event.type === 'step-done') return [event.host];
    return event.type === 'check' ? [event.result.name] : [];
  });
  const last = ['n1: is new', 'n2: is new', 'n3: is new'];
  expect(story).toEqual(['n2', 'n2: is new', 'n3', 'n3: is new', 'n1', ...last]);
});

test('a gate that does not open leaves the rest as it is', async () => {
  const sick = (host: string): Check => check('is well', host, sh`true`, () => 'is sick');
  const { summary } = await tell('apply', hosts, {
    wanted,
    checks: (host) => (host === 'n2' ? [sick(host)] : []),
    active: ({ name }) => name === 'n1',
  });
  expect(summary.exit).toBe(EXIT.unhealthy);
  expect(outcomes(summary)).toEqual(['not reached', 'changed', 'not reached']);
  expect(await contents()).toEqual(['old\n', 'new\n', 'old\n']);
});

test('a check that may still come right is waited for, and said so', async () => {
  const late = (host: string): Check =>
    check(
      'comes',
      host,
      sh`[ -e /etc/story-late ] || { touch /etc/story-late; exit 1; }`,
      ({ code }) => (code === 0 ? undefined : 'not yet'),
      { withinSeconds: 20 },
    );
  const { summary, events } = await tell('apply', hosts, {
    wanted,
    checks: (host) => (host === 'n1' ? [late(host)] : []),
  });
  expect(summary).toMatchObject({ exit: EXIT.done, checks: { passed: 1, failed: 0 } });
  expect(events).toContainEqual({ type: 'waiting', checks: ['n1: comes'] });
});

test('an interruption begins no further batch', async () => {
  const controller = new AbortController();
  const { summary } = await tell('apply', hosts, {
    wanted,
    active: ({ name }) => name === 'n1',
    meanwhile: async () => controller.abort(),
    signal: controller.signal,
  });
  expect(summary.exit).toBe(EXIT.interrupted);
  expect(await contents()).toEqual(['old\n', 'old\n', 'old\n']);
});
