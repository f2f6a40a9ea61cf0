import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EXIT } from '../../../src/core/errors.ts';
import { withForesight } from '../../../src/core/foresight.ts';
import { LATE_DIGEST_MARK } from '../../../src/core/secrets.ts';
import { sh } from '../../../src/core/sh.ts';
import { askedFile, openAsked } from '../../../src/records/asked-before.ts';
import { file } from '../../../src/resources/file.ts';
import { type Story, tell } from './cluster.ts';
import { type Hosts, openHosts } from './hosts.ts';

let hosts: Hosts;
let dir: string;
beforeAll(async () => {
  hosts = await openHosts('n1', 'n2');
});
afterAll(() => hosts?.close());
beforeEach(async () => {
  for (const node of hosts.nodes.values()) await node.given('rm -rf /etc/story*; echo old > /etc/story');
  dir = mkdtempSync(join(tmpdir(), 'umctl-asked-'));
  return () => rmSync(dir, { recursive: true });
});

const record = (): string => askedFile(['inventory.yaml'], join(dir, 'umctl', 'runs'));
const wanted: Story['wanted'] = () => [file({ path: '/etc/story', content: 'new\n' })];

/** A run that knows what hosts were asked by the runs before. */
async function run(command: 'plan' | 'apply' | 'verify', story: Story = { wanted }) {
  const askedBefore = openAsked(record());
  const told = await tell(command, hosts, { ...story, askedBefore });
  askedBefore.save();
  const steps = told.events.flatMap((event) => (event.type === 'plan' ? event.steps.map(({ title }) => title) : []));
  return { ...told, steps };
}

test('what is asked again is asked at once: a host where nothing has changed has one exchange', async () => {
  const first = await run('plan');
  const second = await run('plan');
  expect([first.exchanges, second.exchanges]).toEqual([4, 2]);
  expect(second.steps).toEqual(first.steps);
  expect(first.steps).toHaveLength(2);
});

test('only questions are kept, for their user alone; a file that others may write counts for nothing', async () => {
  await run('plan');
  const kept = readFileSync(record(), 'utf8');
  expect(kept).toContain('/etc/story');
  expect(kept).not.toMatch(/^old$|Debian/m);
  expect(statSync(record()).mode & 0o777).toBe(0o600);
  chmodSync(record(), 0o666);
  expect(openAsked(record()).of('n1')).toEqual([]);
  chmodSync(record(), 0o600);
  expect(openAsked(record()).of('n1').length).toBeGreaterThan(0);
  chmodSync(join(dir, 'umctl', 'asked'), 0o777);
  expect(openAsked(record()).of('n1')).toEqual([]);
  expect(readdirSync(join(dir, 'umctl', 'asked'))).toHaveLength(1);
});

test('what hosts are is what they are now, not what they were', async () => {
  await run('plan');
  await hosts.node('n1').given('echo new > /etc/story');
  const { steps, exchanges } = await run('plan');
  expect([steps.length, exchanges]).toEqual([1, 2]);
});

test('an inventory that wants more has hosts asked for all of it', async () => {
  await run('plan');
  const more: Story['wanted'] = () => [
    ...wanted('', {}, undefined as never),
    file({ path: '/etc/story2', content: '' }),
  ];
  const { steps, exchanges } = await run('plan', { wanted: more });
  expect([steps.length, exchanges]).toEqual([4, 4]);
  expect((await run('plan', { wanted: more })).exchanges).toBe(2);
});

test('once something was run, hosts are asked again', async () => {
  await run('plan');
  const meanwhile = () => hosts.node('n2').given('echo moved > /etc/story');
  const { summary } = await run('apply', { wanted, meanwhile });
  expect(summary.exit).toBe(EXIT.moved);
  const done = await run('apply');
  expect(done.summary.exit).toBe(EXIT.done);
  expect(await hosts.node('n2').given('cat /etc/story')).toBe('new\n');
  expect((await run('plan')).steps).toEqual([]);
});

test('a file with a secret is known again, though the secret is known only once its host has answered', async () => {
  const kept: Story = {
    wanted: (_, { key = '' }) => [file({ path: '/etc/story', content: `key ${key}\n`, mode: '0600' })],
    secrets: { key: { generate: true, recover: sh`sed 's/^key //' /etc/story` } },
  };
  expect((await run('apply', kept)).summary.exit).toBe(EXIT.done);
  await run('plan', kept);
  const { steps, exchanges } = await run('plan', kept);
  expect([steps, exchanges]).toEqual([[], 2]);
  await hosts.node('n2').given("sed -i 's/$/x/' /etc/story");
  expect((await run('plan', kept)).steps).toHaveLength(1);
});

test('an answer that was asked for before its secret was known waits for the secret, foreseen or not', async () => {
  const digest = { run: sh`printf ${`${LATE_DIGEST_MARK}%s`} "$(printf %s secret | sha256sum | cut -d ' ' -f 1)"` };
  const askTwice = async () => {
    const { connect, secrets } = hosts.controller();
    const askedBefore = openAsked(record());
    const connection = await withForesight({ connect, secrets, askedBefore })('n1');
    await connection.ask([{ run: sh`echo first` }]);
    const [answer] = await connection.ask([digest]);
    await connection.close();
    askedBefore.save();
    const token = secrets.seal('key', 'secret');
    secrets.register(token);
    return [secrets.redactDeferredDigests(answer?.stdout ?? '') === token, connection.exchanges];
  };
  expect([await askTwice(), await askTwice()]).toEqual([
    [true, 2],
    [true, 1],
  ]);
});
