import { afterEach, expect, test } from 'vitest';
import { askArping, parseArping } from '../../../../../src/cluster/model/arping.ts';
import { until } from '../../director-node.ts';
import { becomes, type Director, openPair, startPair } from './pair.ts';

let pair: readonly Director[] = [];
afterEach(() => Promise.all(pair.map((one) => one.close())));

const [FOUR, SIX] = ['192.168.6.240', 'fd00:6::240'];
const open = async (given: Parameters<typeof openPair>[0]) => {
  const opened = await openPair(given);
  pair = opened;
  return opened;
};
const macOf = async (node: Director) => /link\/ether (\S+)/.exec(await node.given('ip -o link show eth0'))?.[1] ?? '';
/** Whom a director hears for each of the addresses, by ARP and by NDP. */
const heard = async (by: Director) => {
  const { stdout } = await by.run(askArping([FOUR, SIX].map((address) => ({ address, device: 'eth0' }))));
  return [FOUR, SIX].map((address) => [...parseArping(stdout, address)]);
};
const holds = (node: Director) =>
  node.given(
    'ip -o addr show dev eth0 | grep -oE " (192.168.6.240/24|fd00:6::240/128) .*" | sed "s/ *.[ ]*valid_lft.*//" || :',
  );

test('directors of both families: both addresses are on one, move together, and one answers for both', async () => {
  const [a, b] = await open({ second: ['fd00:6::2', 'fd00:6::3', SIX] });
  await startPair([a, b]);
  expect(await holds(a)).toMatch(/192\.168\.6\.240(?:.|\n)*fd00:6::240\/128 scope global .*deprecated/);
  expect(await holds(b)).toBe('');
  expect(await heard(a)).toEqual([[], []]);
  const [first, second] = await heard(b);
  expect(first).toHaveLength(1);
  expect(second).toEqual(first);
  await until('n2 keeps to itself', async () => (await b.targets()).join() === '192.168.6.3:80,[fd00:6::3]:80');
  expect(await a.given('ip -6 route get fd00:6::9')).toContain(' src fd00:6::2 ');
  await a.stop();
  expect(await b.state()).toMatch(/^active /);
  expect([await holds(a), (await holds(b)).split('\n').length]).toEqual(['', 3]);
  const [four, six] = await heard(a);
  expect([four, six]).toEqual([[await macOf(b)], [await macOf(b)]]);
  await a.start();
  await becomes(a, 'standby 150 none');
  await b.kill();
  await until('n1 is active', async () => (await a.state()).startsWith('active'));
  expect(await holds(b)).toBe('');
});

test('of IPv6: one that just starts keeps back where another answers and is not heard, and goes on when that is gone; the other takes over from it', async () => {
  const [a, b] = await open({
    addresses: ['fd00:6::2', 'fd00:6::3', SIX],
    vars: { gateway: 'fd00:6::1' },
  });
  await b.given(`ip -6 addr add ${SIX}/128 dev eth0 nodad`);
  await a.start();
  await until('it is held back', async () => (await a.state()).endsWith(' held'));
  expect((await a.logged()).at(-1)).toBe(`held back: fd00:6::3 has ${SIX}, and is not heard as a director`);
  expect(await holds(a)).toBe('');
  await b.given(`ip -6 addr del ${SIX}/128 dev eth0`);
  await until('n1 is active', async () => (await a.state()).startsWith('active'));
  expect(await holds(a)).toContain(SIX);
  await b.start();
  await becomes(b, 'standby 140 none');
  await a.stop();
  expect([await b.state(), await holds(a)]).toEqual([expect.stringMatching(/^active /), '']);
  expect((await heard(a))[1]).toEqual([await macOf(b)]);
});
