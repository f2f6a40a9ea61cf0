import { afterAll, beforeAll, expect, test } from 'vitest';
import { read } from '../../../../src/core/fact.ts';
import { firewall } from '../../../../src/platform/capabilities/firewall.ts';
import { firewallInForce } from '../../../../src/platform/providers/firewall/in-force.ts';
import { nftables } from '../../../../src/platform/providers/firewall/nftables.ts';
import { factsOf } from '../facts/hosts.ts';
import { type FirewallNode, openFirewallNode, run } from './node.ts';
import { BEATS, EVERY, HTTP, SIX_PASS } from './openings.ts';
import { countPackets, ofSix } from './packets.ts';

let node: FirewallNode;
beforeAll(async () => {
  node = await openFirewallNode();
}, 300_000);
afterAll(() => node.close());

/** A usual ruleset of a server. */
const CONF = `#!/usr/sbin/nft -f
flush ruleset

table inet filter {
	set blocked { type ipv4_addr; flags timeout; }
	chain input {
		type filter hook input priority filter; policy drop;
		ct state vmap { established : accept, related : accept, invalid : drop }
		iif lo accept
		ip saddr @blocked drop
		tcp dport { 22, 2222 } accept
	}
}
`;

test('nftables lets in what is wanted by rules in the chain that drops the rest, now and after a boot, until it is closed', async () => {
  await run(node, `printf '%s' '${CONF}' > /etc/nftables.conf; nft -f /etc/nftables.conf`);
  const facts = factsOf('debian-12', { firewall: await node.run(firewallInForce.ask) });
  expect(read(facts, firewallInForce)).toMatchObject({
    nftables: [{ family: 'inet', table: 'filter', name: 'input' }],
    nftablesFile: '/etc/nftables.conf',
    iptables: [],
    others: [],
  });
  expect(nftables.fits?.(facts)).toBe(true);
  const packets = await countPackets(node);
  const { arrived } = packets;
  const beat = 'udp 192.168.6.3 192.168.6.2 694';
  const connection = 'tcp 192.168.6.100 192.168.6.240 80 syn ack fin rst';
  const wanted = (openings: typeof EVERY, extent: 'open' | 'close') =>
    nftables.want({ openings, extent }, { facts, platform: { want: () => [] } as never }, {});
  expect([await arrived(beat), await arrived(connection), ...(await ofSix(packets))]).toEqual([0, 0, 0, 0, 0, 0]);
  await run(node, "nft 'add element inet filter blocked { 192.0.2.1 timeout 1h }'");
  await node.converge(...wanted(EVERY, 'open'));
  expect(await run(node, 'nft list set inet filter blocked'), 'what is there for now only').toContain('192.0.2.1');
  const passes = async () => [
    await arrived(beat),
    await arrived(beat.replace('6.3', '6.9')),
    await arrived(connection),
  ];
  expect(await passes()).toEqual([1, 0, 4]);
  expect(await arrived('vrrp 192.168.6.3 224.0.0.18')).toBe(1);
  expect(await ofSix(packets)).toEqual(SIX_PASS);
  await run(node, 'nft -f /etc/nftables.conf');
  await countPackets(node);
  expect(await passes(), 'after a boot').toEqual([1, 0, 4]);
  await node.converge(...wanted([BEATS, HTTP], 'close'));
  expect([await arrived('vrrp 192.168.6.3 224.0.0.18'), ...(await passes())]).toEqual([0, 1, 0, 4]);
  await node.converge(...wanted([], 'close'));
  expect(await passes()).toEqual([0, 0, 0]);
  expect(await run(node, 'cat /etc/nftables.conf')).toBe(CONF);
  expect(firewall.id).toBe(nftables.provides.id);
}, 600_000);

// The chain is in force, and comes from elsewhere: at a boot the file is all that there is.
test.each(['flush ruleset\n', '#!/usr/sbin/nft -f\n'])(
  'a file that would not load with the rules in it stays as it is: %j',
  async (text) => {
    await run(node, `printf '%s' '${CONF}' | nft -f /dev/stdin; printf '%s' '${text}' > /etc/nftables.conf`);
    const facts = factsOf('debian-12', { firewall: await node.run(firewallInForce.ask) });
    const [open] = nftables.want({ openings: [BEATS], extent: 'open' }, { facts, platform: {} as never }, {});
    const command = open?.apply(() => true) ?? expect.fail();
    const { code, stderr } = await node.run(command.run, command.stdin);
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining("nft does not take /etc/nftables.conf with umctl's rules in it"),
    ]);
    expect(await run(node, 'cat /etc/nftables.conf')).toBe(text);
  },
);
