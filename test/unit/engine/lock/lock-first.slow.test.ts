import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EXIT } from '../../../../src/core/errors.ts';
import { UNASKED } from '../../../../src/engine/approve/approval.ts';
import { askedFile, openAsked } from '../../../../src/records/asked-before.ts';
import { file } from '../../../../src/resources/file.ts';
import { type Story, type Told, tell } from '../cluster.ts';
import { type Hosts, openHosts } from '../hosts.ts';

let hosts: Hosts;
let dir: string;
beforeAll(async () => {
  hosts = await openHosts('n1', 'n2');
});
afterAll(() => hosts?.close());
beforeEach(async () => {
  for (const node of hosts.nodes.values())
    await node.given('rm -rf /etc/story /run/umctl.lock; ip addr del 10.9.9.8/32 dev lo 2>/dev/null || :');
  dir = mkdtempSync(join(tmpdir(), 'umctl-lock-first-'));
  return () => rmSync(dir, { recursive: true });
});

/** What a host becomes depends on what it is. */
const story: Story = {
  wanted: (_, __, { facts: { addresses } }) => [file({ path: '/etc/story', content: `${addresses.length}\n` })],
  approval: UNASKED,
};

/** A run that knows what hosts were asked by the runs before. */
async function run(command: 'plan' | 'apply', more: Partial<Story> = {}, on: Hosts = hosts): Promise<Told> {
  const askedBefore = openAsked(askedFile(['inventory.yaml'], join(dir, 'umctl', 'runs')));
  const told = await tell(command, on, { ...story, ...more, askedBefore });
  askedBefore.save();
  return told;
}

const phases = ({ events }: Told): readonly string[] =>
  events.flatMap((event) => (event.type === 'phase' ? [event.phase] : []));

/** Hosts where something happens when the first of them is about to be locked. */
function whileLocking(happens: () => Promise<unknown>): Hosts {
  let left = [happens];
  return {
    ...hosts,
    controller() {
      const { connect, secrets } = hosts.controller();
      const wrapped = async (host: string) => {
        const connection = await connect(host);
        return {
          ...connection,
          get exchanges() {
            return connection.exchanges;
          },
          run: async (...given: Parameters<typeof connection.run>) => {
            const now = left;
            left = [];
            for (const one of now) await one();
            return connection.run(...given);
          },
        };
      };
      return { secrets, connect: wrapped };
    },
  };
}

const locks = () => Promise.all(['n1', 'n2'].map((name) => hosts.node(name).given('ls /run | grep umctl.lock || :')));

test('who is not asked has hosts locked and observed in one exchange, and observed once before the change', async () => {
  const asked = await run('apply', { approval: async () => true });
  await Promise.all(['n1', 'n2'].map((name) => hosts.node(name).given('rm /etc/story')));
  rmSync(join(dir, 'umctl'), { recursive: true });
  const unasked = await run('apply');
  expect([asked, unasked].map(({ summary }) => summary.exit)).toEqual([EXIT.done, EXIT.done]);
  expect([asked.exchanges, unasked.exchanges]).toEqual([10, 8]);
  expect(phases(unasked).slice(0, 3)).toEqual(['facts', 'lock', 'observe']);
  expect(await locks()).toEqual(['', '']);
});

test('what was asked under the lock is known in the next run, which has nothing to do and locks nobody', async () => {
  await run('apply');
  expect((await run('plan')).exchanges).toBe(2);
  const again = await run('apply');
  expect([again.summary.exit, again.exchanges]).toEqual([EXIT.done, 2]);
  expect(phases(again)).not.toContain('lock');
});

test('a host that is another once it is locked is not changed', async () => {
  const on = whileLocking(() => hosts.node('n2').given('ip addr add 10.9.9.8/32 dev lo'));
  const { summary, events } = await run('apply', {}, on);
  expect(summary.exit).toBe(EXIT.moved);
  expect(summary.hosts[1]?.failure?.output).toBe('file /etc/story: the plan wants different values now');
  expect(events.some(({ type }) => type === 'step-start')).toBe(false);
  expect(await locks()).toEqual(['', '']);
});

test('who finds another run at work shows no plan, and leaves that lock alone', async () => {
  const on = whileLocking(() => hosts.node('n2').given('mkdir /run/umctl.lock; echo {} > /run/umctl.lock/other'));
  const { summary, events } = await run('apply', {}, on);
  expect(summary.exit).toBe(EXIT.locked);
  expect(events.some(({ type }) => type === 'plan')).toBe(false);
  expect(await locks()).toEqual(['', 'umctl.lock\n']);
});
