import { afterEach, expect, test } from 'vitest';
import { isRoot } from '../../../is-root.ts';
import { until } from '../../director-node.ts';
import { type Director, openPair, startPair } from './pair.ts';

let pair: readonly Director[] = [];
afterEach(() => Promise.all(pair.map((one) => one.close())));

test.skipIf(!isRoot)(
  'a new active director keeps to its own real server while one that hangs has the address',
  async () => {
    const opened = await openPair();
    pair = opened;
    const [a, b] = opened;
    await startPair(opened);
    await a.freeze('vrrp');
    await until('n2 is active', async () => (await b.logged()).includes('active'));
    const from = performance.now();
    await until('n2 has taken over', async () => (await b.logged()).includes('has taken over'), 60);
    // It is ended within some seconds, as a rule; five times two are waited for.
    expect(performance.now() - from).toBeGreaterThan(8000);
    expect(await a.given('ip -4 -o addr show dev eth0 to 192.168.6.240')).not.toBe('');
    expect(await b.targets()).toEqual(['192.168.6.2:80', '192.168.6.3:80']);
  },
);
