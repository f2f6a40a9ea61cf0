import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXIT } from '../../../src/core/errors.ts';
import type { Event } from '../../../src/core/events.ts';
import { type Fact, read } from '../../../src/core/fact.ts';
import { sh } from '../../../src/core/sh.ts';
import { formatFacts } from '../../../src/output/facts.ts';
import { formatJson } from '../../../src/output/json.ts';
import { uncoloured } from '../../../src/output/paint.ts';
import { kernelModules } from '../../../src/platform/capabilities/kernel-modules.ts';
import { platformFacts, platformFactsOf, platformOf } from '../../../src/platform/detect.ts';
import type { Distribution } from '../../../src/platform/distributions/distribution.ts';
import { provider } from '../../../src/platform/provider.ts';
import { file } from '../../../src/resources/file.ts';
import { type Story, tell } from './cluster.ts';
import { type Hosts, openHosts } from './hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openHosts('n1', 'n2');
  await hosts.node('n1').given('echo r7 > /etc/rack; mkdir /etc/tape');
});
afterAll(() => hosts?.close());

/** All that there is of a fact: this, and whoever brings it. */
const rack: Fact<string | undefined> = {
  id: 'rack',
  ask: sh`cat /etc/rack`,
  parse: ({ stdout }) => stdout.trim() || undefined,
  before: 'selinux',
  show: (value) => [{ name: 'rack', values: value === undefined ? [] : [value] }],
};

const role: Story = {
  facts: [rack],
  wanted: (_, __, { facts }) => [file({ path: '/etc/motd', content: `in rack ${read(facts, rack) ?? 'unknown'}\n` })],
};

test('a fact that a role brings is asked, and decides what is wanted', async () => {
  const { summary } = await tell('apply', hosts, role);
  expect(summary.exit).toBe(EXIT.done);
  expect(await hosts.node('n1').given('cat /etc/motd')).toBe('in rack r7\n');
  expect(await hosts.node('n2').given('cat /etc/motd')).toBe('in rack unknown\n');
});

test('it costs no exchange', async () => {
  const without = await tell('plan', hosts, { wanted: () => [] });
  const asked = await tell('plan', hosts, { ...role, wanted: () => [] });
  expect(asked.exchanges).toBe(without.exchanges);
});

const factsEvent = (events: readonly Event[]) =>
  events.flatMap((event) => (event.type === 'facts' && event.host === 'n1' ? [event] : []))[0] ?? expect.fail('none');

test('umctl facts shows it at its place, in JSON and in the table', async () => {
  const event = factsEvent((await tell('facts', hosts, role)).events);
  const { facts, rows } = JSON.parse(formatJson(event));
  expect(Object.keys(facts).join(' ')).toContain(' init rack selinux ');
  expect(facts.rack).toBe('r7');
  expect(rows).toBeUndefined();
  const table = formatFacts(event, uncoloured).map((line) => line.trim());
  const at = table.findIndex((line) => /^rack +r7$/.test(line));
  expect(at).toBeGreaterThan(0);
  expect(table[at + 1]).toMatch(/^SELinux /);
});

test('a fact that a provider brings decides which provider a host has', async () => {
  const tape: Fact<boolean> = { id: 'tape', ask: sh`[ -d /etc/tape ]`, parse: ({ code }) => code === 0 };
  const kind = (name: string) => () => [file({ path: '/etc/kind', content: `${name}\n` })];
  const here: Distribution = {
    name: 'any',
    covers: () => true,
    providers: [
      provider({
        provides: kernelModules,
        facts: [tape],
        fits: (facts) => read(facts, tape) || { needs: ['a tape'], here: 'there is none' },
        want: kind('tape'),
      }),
      provider({ provides: kernelModules, want: kind('disk') }),
    ],
  };
  const { summary } = await tell('apply', hosts, {
    platformFacts: [...platformFacts, ...platformFactsOf([here])],
    platformOf: (host, facts) => platformOf(host, facts, [here]),
    wanted: (_, __, { platform }) => platform.want(kernelModules, ['st']),
  });
  expect(summary.exit).toBe(EXIT.done);
  expect(await hosts.node('n1').given('cat /etc/kind')).toBe('tape\n');
  expect(await hosts.node('n2').given('cat /etc/kind')).toBe('disk\n');
});

test('a fact that nobody brings is told of by its name', async () => {
  await expect(tell('plan', hosts, { ...role, facts: [] })).rejects.toMatchObject({
    name: 'InputError',
    problems: [{ message: expect.stringContaining('the fact "rack" is read and was not asked') }],
  });
});

test('two facts of one name are refused, and no host is asked', async () => {
  const phases: Event[] = [];
  const hears = (event: Event) => phases.push(event);
  const refused = (...facts: readonly Fact<unknown>[]) => tell('plan', hosts, { ...role, facts, hears });
  await expect(refused(rack, { ...rack })).rejects.toThrow('two facts have the id "rack"');
  await expect(refused({ ...rack, id: 'init' })).rejects.toThrow('two facts have the id "init"');
  expect(phases).toEqual([]);
});
