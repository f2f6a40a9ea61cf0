import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRoot } from '../../../is-root.ts';
import { until } from '../../director-node.ts';
import { ACTIVE, becomes, type Director, openPair, startPair } from './pair.ts';

const BOTH = ['192.168.6.2:80', '192.168.6.3:80'];

// Two nodes' namespaces can be joined by root only. One story: each test begins where the one before it ended.
describe.skipIf(!isRoot)('two directors with keepalived', { timeout: 60_000 }, () => {
  let a: Director;
  let b: Director;
  beforeAll(async () => {
    [a, b] = await openPair();
    await startPair([a, b]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([a?.close(), b?.close()]);
  });

  test('a switch-over: the other takes over while the first is there, which is a standby then', async () => {
    expect([await a.targets(), await b.targets()]).toEqual([BOTH, ['192.168.6.3:80']]);
    await b.notify('wanted');
    await a.notify('yield 192.168.6.3 wanted');
    await becomes(b, ACTIVE);
    await becomes(a, 'standby 150 none');
    expect([await a.targets(), await b.targets()]).toEqual([['192.168.6.2:80'], BOTH]);
  });

  test('who is stopped has handed over by then', async () => {
    await b.stop();
    expect(await a.state()).toMatch(/^active /);
  });

  test('who returns does not take over', async () => {
    await b.start();
    await becomes(b, 'standby 140 none');
    await becomes(a, ACTIVE);
  });

  test('who is killed is taken over from, and keeps nothing', async () => {
    await a.kill();
    await until('n2 is active', async () => (await b.state()).startsWith('active'));
    expect(
      await a.given('ip -4 -o addr show dev eth0 to 192.168.6.240; ls /run/umctl-keepalived 2>/dev/null || :'),
    ).toBe('');
  });
});
