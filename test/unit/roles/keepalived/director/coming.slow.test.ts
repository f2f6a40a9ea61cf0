import { afterEach, expect, test } from 'vitest';
import { isRoot } from '../../../is-root.ts';
import { until } from '../../director-node.ts';
import { ACTIVE, becomes, type Director, openPair } from './pair.ts';

let pair: readonly Director[] = [];
afterEach(() => Promise.all(pair.map((one) => one.close())));

test.skipIf(!isRoot)(
  'who stops lets a director that was just started hear somebody, however long that takes on a busy machine',
  { timeout: 600_000 },
  async () => {
    const opened = await openPair();
    pair = opened;
    const [a, b] = opened;
    await a.start();
    await becomes(a, ACTIVE);
    await b.start('empty');
    // It looks for longer than the other tries to hand over each time.
    await b.given("sed -i 's/^takes=.*/takes=12/' /etc/keepalived/umctl/director");
    const stopped = a.stop();
    await until('n1 waits', async () => (await a.logged()).some((line) => line.startsWith('waits until another')), 60);
    await b.fill();
    await stopped;
    expect(await a.logged()).toContain('has handed over to 192.168.6.3');
    await becomes(b, ACTIVE);
  },
);
