import { afterAll, beforeAll, expect, test } from 'vitest';
import { closedFirewalld, openFirewalld } from '../../../../src/platform/providers/firewall/firewalld-rules.ts';
import { type FirewallNode, openFirewallNode, restartFirewalld, run, startFirewalld } from './node.ts';
import { BEATS, EVERY, HTTP, SIX_PASS } from './openings.ts';
import { countPackets, ofSix } from './packets.ts';

let node: FirewallNode;
beforeAll(async () => {
  node = await openFirewallNode();
  await startFirewalld(node);
}, 300_000);
afterAll(() => node.close());

test('firewalld lets in what is wanted, now and after its next start, and the rest of what umctl opened is closed', async () => {
  const zones = (await node.inForce()).firewalld ?? expect.fail('firewalld is not known');
  await run(
    node,
    `firewall-cmd -q --permanent --add-rich-rule='rule family="ipv4" source address="192.168.6.3" protocol value="icmp" accept'
firewall-cmd -q --add-service=ntp`,
  );
  const packets = await countPackets(node);
  const { arrived } = packets;
  const beat = 'udp 192.168.6.3 192.168.6.2 694';
  const connection = 'tcp 192.168.6.100 192.168.6.240 80 syn ack fin rst';
  expect(await arrived(beat), 'a heartbeat that is dropped').toBe(0);
  expect((await ofSix(packets))[0], 'an advert by IPv6 that is dropped').toBe(0);
  await run(node, 'firewall-cmd -q --add-port=80/tcp');
  // What firewalld#1498 is about: of a connection whose answers go past the director, FIN and RST are taken for invalid.
  expect(await arrived(connection), 'without an end').toBe(2);
  await run(node, 'firewall-cmd -q --remove-port=80/tcp');
  const [step] = await node.converge(openFirewalld({ openings: EVERY, zones }));
  expect(step?.changes[0]).toEqual({
    field: 'udp 694 from 192.168.6.3 on eth0 (heartbeats)',
    from: 'closed',
    to: 'open',
  });
  expect(step?.changes.find(({ field }) => field.startsWith('icmp'))?.from).toBe('open from the next boot on');
  expect(await rules(), 'what an admin has set for now only stays').toContain('udp dport 123 accept');
  expect(
    [await arrived(beat), await arrived(beat.replace('6.3', '6.9'))],
    'from the other, and from a stranger',
  ).toEqual([1, 0]);
  expect(await arrived('vrrp 192.168.6.3 224.0.0.18')).toBe(1);
  expect(await arrived(connection), 'to its end').toBe(4);
  expect(await ofSix(packets)).toEqual(SIX_PASS);
  await node.converge(closedFirewalld({ openings: [BEATS, HTTP], zones }));
  expect(await rules()).not.toMatch(/8848|vrrp/);
  expect(await rules()).toMatch(/udp dport 694 accept[\s\S]*tcp dport 80 accept[\s\S]*notrack/);
  await restartFirewalld(node);
  expect(await node.plan(openFirewalld({ openings: [BEATS, HTTP], zones }))).toEqual([]);
  await node.converge(closedFirewalld({ openings: [], zones }));
  expect(await rules()).not.toMatch(/694|notrack/);
  expect(await arrived(beat)).toBe(0);
  expect(await rules(), 'the rule that was the admin’s own stays').toContain('meta l4proto icmp accept');
}, 600_000);

const rules = () =>
  run(node, 'nft list chain inet firewalld filter_IN_public_allow; nft list table ip raw 2>/dev/null || :');
