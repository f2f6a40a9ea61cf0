import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRoot } from '../../../is-root.ts';
import { until } from '../../director-node.ts';
import { becomes, type Director, openPair, startPair } from './pair.ts';

const track = (name: string, weight: number) => ({
  name,
  command: `/usr/bin/test -e /run/${name}`,
  interval: 1,
  weight,
});
const keepalived = { track_script: [track('site', -20), track('room', 3)] };

// One story: each test begins where the one before it ended.
describe.skipIf(!isRoot)('two directors whose scripts have weights', { timeout: 60_000 }, () => {
  let a: Director;
  let b: Director;
  beforeAll(async () => {
    [a, b] = await openPair({ vars: { keepalived } });
    for (const node of [a, b]) await node.given('touch /run/site /run/room');
    await startPair([a, b]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([a?.close(), b?.close()]);
  });

  test('a failure that leaves the active director above the other moves nothing', async () => {
    await a.given('rm /run/room');
    await a.given(
      "until grep -q 'VI_1_next) Changing effective priority from 151 to 148' /run/log; do sleep 0.1; done",
    );
    expect([await a.state(), await b.state()]).toEqual(['active 240 watch', 'standby 140 none']);
  });

  test('one that puts it below hands the duties over, before they are given up', async () => {
    await a.given('rm /run/site');
    await until('n2 is active', async () => (await b.state()).startsWith('active 240'));
    await becomes(a, 'standby 150 none');
    expect((await a.logged()).join('\n')).toContain('has handed over to 192.168.6.3');
  });

  test('the other keeps them when it fails as well, and when the first is well again', async () => {
    await b.given('rm /run/site /run/room');
    await b.given(
      "until grep -q 'VI_1_next) Changing effective priority from 131 to 128\\|from 148 to 128' /run/log; do sleep 0.1; done",
    );
    expect([await a.state(), await b.state()]).toEqual(['standby 150 none', 'active 240 watch']);
  });
});
