import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cutLink } from '../../../../src/cluster/drill/faults/cut-link.ts';
import { within } from '../../engine/guard-node.ts';
import { isRoot } from '../../is-root.ts';
import { type Node, openNode } from '../../resources/node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
  await node.given(`ip link add eth0 type veth peer name far0; ip link set eth0 up; ip link set far0 up
ip addr add 192.168.6.2/24 dev eth0; ip route add default via 192.168.6.1 dev eth0
ip route add 10.9.0.0/16 via 192.168.6.7 dev eth0 metric 50; ip route add blackhole 10.8.0.0/16`);
});
afterEach(() => node.close());

const target = {
  node: { name: 'n1', address: '192.168.6.2', isDirector: true, interface: 'eth0' },
  port: 80,
  // A busy machine looks at the link while it is down, all the same.
  cutSeconds: 10,
};
/** Of IPv6: the node's own address and its routes, which go with the link, and a virtual address. */
const SIX = `ip addr add fd00:6::2/64 dev eth0 nodad; ip -6 route add default via fd00:6::1 dev eth0
ip -6 addr add fd00:6::240/128 dev eth0 nodad preferred_lft 0`;
const six = async () =>
  (
    await node.given(
      "ip -6 -o addr show dev eth0 scope global | awk '{ print $4 }'; ip -6 route show dev eth0 | (grep -o 'default via [^ ]*' || :)",
    )
  )
    .trim()
    .split('\n');
const state = async () => ({
  link: (await node.given('ip -o link show dev eth0 up')) === '' ? 'down' : 'up',
  routes: (await node.given('ip -4 route show | sort')).replaceAll(/ linkdown| $/gm, ''),
});

test.skipIf(!isRoot)(
  'the link goes down by itself and comes up by itself, with the routes that went with it',
  async () => {
    const before = await state();
    expect(await node.run(cutLink.needs(target))).toMatchObject({ code: 0 });
    expect(await node.run(cutLink.inject(target))).toMatchObject({ code: 0 });
    const isCut = ({ link, routes }: Awaited<ReturnType<typeof state>>) =>
      link === 'down' && !routes.includes('default');
    await within(60, 'the link and its routes to go', async () => isCut(await state()));
    await within(60, 'the link to come up', async () => (await state()).link === 'up');
    await within(60, 'the routes to be back', async () => (await state()).routes === before.routes);
  },
);

test.skipIf(!isRoot)(
  'the address and the routes of IPv6 come back, too; a virtual address does not, as another director may have it by then',
  async () => {
    await node.given(SIX);
    expect(new Set(await six())).toEqual(new Set(['fd00:6::240/128', 'fd00:6::2/64', 'default via fd00:6::1']));
    await node.run(cutLink.inject({ ...target, cutSeconds: 300 }));
    await within(60, 'the link to go down', async () => (await state()).link === 'down');
    const undo = cutLink.undo?.(target);
    expect(undo && (await node.run(undo))).toMatchObject({ code: 0 });
    expect(await six()).toEqual(['fd00:6::2/64', 'default via fd00:6::1']);
  },
);

test.skipIf(!isRoot)(
  'undoing brings it up before its time, twice does no harm, and what was not cut stays',
  async () => {
    const before = await state();
    await node.run(cutLink.inject({ ...target, cutSeconds: 300 }));
    await within(60, 'the link to go down', async () => (await state()).link === 'down');
    for (const _ of ['first', 'again']) {
      const undo = cutLink.undo?.(target);
      expect(undo && (await node.run(undo))).toMatchObject({ code: 0 });
      await within(60, 'all to be as it was', async () => isDeepStrictEqual(await state(), before));
    }
  },
);

test('a link that is not up is refused, and nothing is changed', async () => {
  await node.given('ip link set eth0 down');
  const output = await node.run(cutLink.needs(target));
  expect([output.code, output.stderr]).toEqual([1, 'eth0 is not up\n']);
});
