import { afterAll, describe, test } from 'vitest';
import { isRoot } from '../../../is-root.ts';
import { until } from '../../director-node.ts';
import { clientBeside, macOf } from './client.ts';
import { ACTIVE, becomes, type Director, type Given, openPair, startPair } from './pair.ts';
import { rarely, reloads } from './reads-again.ts';

const open: Director[] = [];
const pairOf = async (given: Given, files: readonly string[] = []): Promise<readonly [Director, Director]> => {
  const pair = await openPair(given);
  open.push(...pair);
  for (const node of pair) for (const file of files) await node.given(`touch /run/${file}`);
  await startPair(pair);
  return pair;
};
const logged = async (node: Director): Promise<string> => (await node.logged()).join('\n');
const isActive = (node: Director): Promise<void> =>
  until('it is active', async () => (await node.state()).startsWith('active 240'));
const track = (name: string, weight: number) => ({
  name,
  command: `/usr/bin/test -e /run/${name}`,
  interval: 1,
  weight,
});
/** Waits until keepalived has said it. */
const said = (node: Director, pattern: string): Promise<string> =>
  node.given(`until grep -q '${pattern}' /run/log; do sleep 0.1; done`);
/** Notes from now on what becomes of the director's addresses. */
const watched = (node: Director): Promise<string> =>
  node.given('setsid ip -o monitor address </dev/null >/run/addresses 2>&1 &');
/** The addresses that it has given up meanwhile. */
const givenUp = (node: Director): Promise<string> => node.given('grep ^Deleted /run/addresses || :');
// Stories of two directors each, side by side: they wait most of the time. Namespaces can be joined by root only.
describe.skipIf(!isRoot).concurrent('two directors', { timeout: 180_000 }, () => {
  afterAll(async () => {
    await Promise.all(open.map((node) => node.close()));
  });

  test('become one, and that two again: who is active keeps the address', async ({ expect }) => {
    const [a, b] = await pairOf({});
    await watched(a);
    await b.stop();
    await reloads(a, { alone: true });
    await becomes(a, ACTIVE);
    expect(await givenUp(a)).toBe('');
    await reloads(a, {});
    await b.start();
    await becomes(b, 'standby 140 none');
    await becomes(a, ACTIVE);
    expect(await givenUp(a)).toBe('');
    expect(await logged(a)).not.toContain('SPLIT BRAIN');
  });

  test('which are restarted at the same time, as when their package is upgraded: one waits until the other is ready', async ({
    expect,
  }) => {
    const [a, b] = await pairOf({});
    await watched(a);
    await b.stop();
    await b.start('empty');
    const stopping = a.stop();
    await until('n1 has nobody to hand over to', async () => (await logged(a)).includes('waits until'));
    await b.fill();
    await stopping;
    expect(await b.state()).toMatch(/^active /);
    expect(await logged(a)).toContain('has handed over to 192.168.6.3');
  });

  test('of which the standby shuts down, and then the active one: neither is active again while it serves what it has', async ({
    expect,
  }) => {
    const [a, b] = await pairOf({});
    await watched(b);
    await b.given('touch /run/shuts-down');
    await b.stop();
    expect(await b.logged()).toContain('shuts down');
    expect(await b.given('cat /run/addresses')).not.toContain('192.168.6.240');
    await b.given('rm /run/shuts-down');
    await b.start();
    await becomes(b, 'standby 140 none');
    await watched(a);
    await a.given('touch /run/shuts-down');
    await a.stop();
    expect((await givenUp(a)).match(/ 192\.168\.6\.240\//g)).toHaveLength(1);
    await isActive(b);
    expect((await logged(a)) + (await logged(b))).not.toContain('SPLIT BRAIN');
  });

  test('of which the active one was reset: it answers before it serves, so it is sent no clients until checks have looked', async ({
    expect,
  }) => {
    const [a, b] = await pairOf({});
    await a.given('ip link set eth0 arp off');
    await a.kill();
    await becomes(b, 'active 242 missing');
    await a.given('ip link set eth0 arp on');
    await until('n2 hears it', async () => (await logged(b)).includes('still no answer from: none'));
    expect(await b.targets()).toEqual(['192.168.6.3:80']);
    await becomes(b, ACTIVE);
    expect(await b.targets()).toEqual(['192.168.6.2:80', '192.168.6.3:80']);
  });

  test('of which one is preferred: it is unfit while its script fails, and gets its duties back after', async ({
    expect,
  }) => {
    const [a, b] = await pairOf({ vars: { keepalived: { preempt: true, track_script: [track('site', 0)] } } }, [
      'site',
    ]);
    await a.given('rm /run/site');
    await isActive(b);
    await becomes(a, 'standby 150 fault');
    expect(await logged(a)).toContain('unfit to be active');
    expect(await logged(a)).not.toContain('SPLIT BRAIN');
    await a.given('touch /run/site');
    await isActive(a);
    await becomes(b, 'standby 140 none');
  });

  test('which do not hear each other are both active; then one goes on, and the other says why', async ({ expect }) => {
    const [a, b] = await pairOf({});
    // It seldom says that it is active, so that it hears from the other first: who goes on has to be told of it all the same.
    await rarely(a);
    const nowhere = 'lladdr 02:00:00:00:00:99 dev eth0 nud permanent';
    await a.given(`ip neigh replace 192.168.6.3 ${nowhere}`);
    await b.given(`ip neigh replace 192.168.6.2 ${nowhere}`);
    await isActive(a);
    await isActive(b);
    const client = await clientBeside(a);
    await client.finds(a);
    await a.given('ip neigh del 192.168.6.3 dev eth0');
    await b.given('ip neigh del 192.168.6.2 dev eth0');
    await until('n1 says so', async () => (await logged(a)).includes('SPLIT BRAIN'));
    expect(await logged(b)).not.toContain('SPLIT BRAIN');
    await until('the client is told who has the address', async () => (await client.found()) === (await macOf(b)));
    await client.close();
  });

  test('whose scripts have weights: duties move when another is better, and only then', async ({ expect }) => {
    const keepalived = { track_script: [track('site', -20), track('room', 3)] };
    const [a, b] = await pairOf({ vars: { keepalived } }, ['site', 'room']);
    await a.given('rm /run/room');
    await said(a, 'VI_1_next) Changing effective priority from 151 to 148');
    expect([await a.state(), await b.state()]).toEqual(['active 240 watch', 'standby 140 none']);
    await a.given('rm /run/site');
    await isActive(b);
    await becomes(a, 'standby 150 none');
    expect(await logged(a)).toContain('has handed over to 192.168.6.3');
    await b.given('rm /run/site /run/room');
    await said(b, 'VI_1_next) Changing effective priority from [0-9]* to 128');
    expect([await a.state(), await b.state()]).toEqual(['standby 150 none', 'active 240 watch']);
  });

  test('of IPv6: their own loopback, which has the address, is nobody else', async ({ expect }) => {
    const given: Given = {
      addresses: ['fd00:6::2', 'fd00:6::3', 'fd00:6::240'],
      vars: { gateway: 'fd00:6::1' },
    };
    const [a, b] = await pairOf(given);
    expect(await a.notify('peers')).toBe('n2 answers\n');
    await until('n2 keeps to itself', async () => (await b.targets()).join() === '[fd00:6::3]:80');
    expect(await a.targets()).toEqual(['[fd00:6::2]:80', '[fd00:6::3]:80']);
    await a.stop();
    expect(await b.state()).toMatch(/^active /);
    expect(await a.logged()).toContain('has handed over to fd00:6::3');
    await isActive(b);
    await a.start();
    await becomes(a, 'standby 150 none');
    await b.kill();
    await until('n1 is active', async () => (await a.state()).startsWith('active'));
    expect(await b.given('ip -6 -o addr show dev eth0 to fd00:6::240')).toBe('');
    await watched(a);
    await reloads(a, { ...given, alone: true });
    expect(await givenUp(a), 'alone, it goes on').toBe('');
  });
});
