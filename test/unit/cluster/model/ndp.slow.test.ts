import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseArping } from '../../../../src/cluster/model/arping.ts';
import { askNdp } from '../../../../src/cluster/model/ndp.ts';
import { joinSh, sh } from '../../../../src/core/sh.ts';
import { type Node, openNode } from '../../resources/node.ts';

const VIP = 'fd00:6::240';
let nodes: readonly Node[] = [];
const node = (i: number): Node => nodes[i] as Node;

beforeAll(async () => {
  nodes = await Promise.all([1, 2, 3].map(() => openNode()));
  await node(0).given('ip link add br0 type bridge stp_state 0 forward_delay 0; ip link set br0 up');
  for (const [i, one] of nodes.entries()) {
    await node(0).given(
      `ip link add to${i} type veth peer name eth0 netns ${one.pid} address 02:00:00:00:00:0${i}; ip link set to${i} master br0 up`,
    );
    await one.given(`ip -6 addr add fd00:6::${i + 2}/64 dev eth0 nodad; ip link set eth0 up
ip -6 addr add ${VIP}/128 dev lo nodad preferred_lft 0`);
  }
});
afterAll(() => Promise.all(nodes.map((one) => one.close())));

const WITHOUT_PERL = sh`perl() { return 127; }`;
const heard = async (by: number, more = sh`:`) => {
  const ask = askNdp({ device: 'eth0', addresses: [VIP, 'fd00:6::2'], seconds: 1 });
  const { stdout, stderr } = await node(by).run(joinSh([more, ask]));
  expect(stderr).toBe('');
  const of = (address: string) => stdout.split('\n').filter((line) => line.includes(`from ${address} `));
  return [...parseArping(of(VIP).join('\n'))].map((mac) => Number(mac.slice(-2))).toSorted();
};

test.each([
  ['Perl', sh`:`],
  ['Python, where there is no Perl', WITHOUT_PERL],
] as const)(
  '%s: an address on lo of every node is silent, and on the segment exactly its owners answer, told to all but themselves',
  async (_, more) => {
    const all = () => Promise.all([0, 1, 2].map((by) => heard(by, more)));
    expect(await all()).toEqual([[], [], []]);
    await node(0).given(`ip -6 addr add ${VIP}/128 dev eth0 nodad preferred_lft 0`);
    expect(await all()).toEqual([[], [0], [0]]);
    await node(1).given(`ip -6 addr add ${VIP}/128 dev eth0 nodad preferred_lft 0`);
    expect(await all()).toEqual([[1], [0], [0, 1]]);
    for (const i of [0, 1]) await node(i).given(`ip -6 addr del ${VIP}/128 dev eth0`);
  },
);

test('who cannot ask says why, and is no host that hears nobody', async () => {
  const ask = (device: string, address: string) => node(0).run(askNdp({ device, addresses: [address], seconds: 1 }));
  expect(await ask('eth9', VIP)).toMatchObject({ code: 2, stderr: 'eth9: No such device\n' });
  expect((await ask('eth0', VIP)).code).toBe(1);
});

test('no connection of a node’s own comes from a virtual address', async () => {
  await node(1).given(`ip -6 addr add ${VIP}/128 dev eth0 nodad preferred_lft 0`);
  for (const [i, one] of nodes.entries())
    expect(await one.given('ip -6 route get fd00:6::99')).toContain(` src fd00:6::${i + 2} `);
  await node(1).given(`ip -6 addr del ${VIP}/128 dev eth0`);
});
