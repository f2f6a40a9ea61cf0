import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRoot } from '../../../is-root.ts';
import { until } from '../../director-node.ts';
import { becomes, type Director, openPair, startPair } from './pair.ts';

const addresses = ['fd00:6::2', 'fd00:6::3', 'fd00:6::240'] as const;

// One story: each test begins where the one before it ended.
describe.skipIf(!isRoot)('two directors of IPv6', { timeout: 60_000 }, () => {
  let a: Director;
  let b: Director;
  beforeAll(async () => {
    [a, b] = await openPair({ addresses, vars: { gateway: 'fd00:6::1' } });
    await startPair([a, b]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([a?.close(), b?.close()]);
  });

  test('know each other, and keep clients on one real server while they stand by', async () => {
    expect(await a.notify('peers')).toBe('n2 answers\n');
    expect([await a.targets(), await b.targets()]).toEqual([['[fd00:6::2]:80', '[fd00:6::3]:80'], ['[fd00:6::3]:80']]);
  });

  test('who is stopped hands over as planned: its own loopback is nobody who has the address', async () => {
    await a.stop();
    expect(await b.state()).toMatch(/^active /);
    expect(await a.logged()).toContain('has handed over to fd00:6::3');
    await until('n2 is through with taking over', async () => (await b.state()) === 'active 240 none');
  });

  test('who is killed is taken over from, and keeps nothing', async () => {
    await a.start();
    await becomes(a, 'standby 150 none');
    await b.kill();
    await until('n1 is active', async () => (await a.state()).startsWith('active'));
    expect(await b.given('ip -6 -o addr show dev eth0 to fd00:6::240')).toBe('');
  });
});
