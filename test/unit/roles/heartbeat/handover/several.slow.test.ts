import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sh } from '../../../../../src/core/sh.ts';
import { isRoot } from '../../../is-root.ts';
import { until } from '../../director-node.ts';
import { type Director, openDirectors } from './directors.ts';

const OWN = '192.168.6.2 192.168.6.3';
const words = (...ends: readonly number[]): string =>
  `${ends.map((end) => `192.168.6.${end}/24/eth0`).join(',')} ${OWN}`;

const held = async (node: Director): Promise<readonly string[]> =>
  (await node.given(`ip -4 -o addr show dev eth0 | awk '{ sub(/.*inet 192.168.6./, ""); sub(/ .*/, ""); print }'`))
    .trim()
    .split('\n')
    .filter((one) => one.length === '240/24'.length)
    .sort();

/** Whether somebody else answers for an address: duplicate address detection exits with 1 then. */
const hears = async (node: Director, end: number): Promise<boolean> =>
  (await node.run(sh`arping -D -q -f -c 5 -w 5 -I eth0 ${`192.168.6.${end}`}`)).code === 1;

describe.skipIf(!isRoot)('LVSDirector with several addresses', { timeout: 600_000 }, () => {
  let a: Director;
  let b: Director;
  beforeAll(async () => {
    [a, b] = await openDirectors();
  });
  afterAll(async () => {
    await Promise.all([a.close(), b.close()]);
  });
  const through = (node: Director) => until('it is through', async () => (await node.phase()) === 'none', 90);

  test('takes all, hands all over, and takes and gives up one while it keeps the others', async () => {
    const two = words(240, 241);
    await a.lvs('start', two);
    await through(a);
    expect([await held(a), await held(b)]).toEqual([['240/24', '241/24'], []]);

    await a.lvs('stop', two);
    await b.lvs('start', two);
    // From the first moment on the other answers for both.
    expect([await hears(a, 240), await hears(a, 241)]).toEqual([true, true]);
    await through(a);
    await through(b);
    expect([await held(a), await held(b)]).toEqual([[], ['240/24', '241/24']]);
    expect(await a.lvs('status', two)).toBe('stopped\n');
    expect(await a.given('ip -4 -o addr show dev lo')).toMatch(/240\/32[\s\S]*241\/32/);

    // The kernel's own record: what is not deleted has been there all the time.
    const [before] = (await b.given('ip -4 -o addr show dev eth0 to 192.168.6.240')).split('\n');
    await b.lvs('adopt', words(240, 241, 242));
    expect(await held(b)).toEqual(['240/24', '241/24', '242/24']);
    expect(await hears(a, 242)).toBe(true);
    expect((await b.given('ip -4 -o addr show dev eth0 to 192.168.6.240')).split('\n')[0]).toBe(before);
    expect(await b.lvs('status', words(240, 242))).toBe('running\n');
  });
});
