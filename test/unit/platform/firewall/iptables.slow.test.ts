import { afterAll, beforeAll, expect, test } from 'vitest';
import { read } from '../../../../src/core/fact.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import type { AnyProvider } from '../../../../src/platform/provider.ts';
import { firewallInForce } from '../../../../src/platform/providers/firewall/in-force.ts';
import { iptables } from '../../../../src/platform/providers/firewall/iptables.ts';
import { ufw } from '../../../../src/platform/providers/firewall/ufw.ts';
import { factsOf } from '../facts/hosts.ts';
import { type FirewallNode, openFirewallNode, run } from './node.ts';
import { BEATS, EVERY, HTTP, SIX_PASS } from './openings.ts';
import { countPackets, ofSix, type Packets } from './packets.ts';

let node: FirewallNode;
let packets: Packets;
beforeAll(async () => {
  node = await openFirewallNode();
  packets = await countPackets(node);
}, 300_000);
afterAll(() => node.close());

/** What Red Hat's iptables-services come with; nat first, as iptables-save may write it. */
const RULES = `*nat
:PREROUTING ACCEPT [0:0]
COMMIT
*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -m state --state RELATED,ESTABLISHED -j ACCEPT
-A INPUT -p icmp -j ACCEPT
-A INPUT -i lo -j ACCEPT
-A INPUT -p tcp -m state --state NEW -m tcp --dport 22 -j ACCEPT
-A INPUT -j REJECT --reject-with icmp-host-prohibited
-A FORWARD -j REJECT --reject-with icmp-host-prohibited
COMMIT
`;

const beat = 'udp 192.168.6.3 192.168.6.2 694';
const advert = 'vrrp 192.168.6.3 224.0.0.18';
const connection = 'tcp 192.168.6.100 192.168.6.240 80 syn ack fin rst';

async function passes(): Promise<readonly number[]> {
  const found: number[] = [];
  for (const one of [beat, beat.replace('6.3', '6.9'), advert, connection]) found.push(await packets.arrived(one));
  return found;
}

/** Our own chain that counts and takes what arrives is no firewall of the node's. */
async function facts(): Promise<Facts> {
  const said = await node.run(firewallInForce.ask);
  const stdout = said.stdout.replace(/^nft\|table inet seen \{\n(nft\|.*\n)*?nft\|\}\n/gm, '');
  return factsOf('debian-12', { firewall: { ...said, stdout } });
}

async function story(
  of: AnyProvider,
  found: Facts,
  { file, again, six = false }: { readonly file: string; readonly again: string; readonly six?: boolean },
) {
  const wanted = (openings: typeof EVERY, extent: 'open' | 'close') =>
    of.want({ openings, extent }, { facts: found, platform: {} as never }, {});
  const before = await run(node, `cat ${file}`);
  expect(of.fits?.(found)).toBe(true);
  expect(await passes()).toEqual([0, 0, 0, 0]);
  const [step] = await node.converge(...wanted(EVERY, 'open'));
  expect(step?.changes[0]).toEqual({
    field: 'udp 694 from 192.168.6.3 on eth0 (heartbeats)',
    from: 'closed',
    to: 'open',
  });
  expect(await passes()).toEqual([1, 0, 1, 4]);
  if (six) expect(await ofSix(packets)).toEqual(SIX_PASS);
  await run(node, again);
  expect(await passes(), 'after a boot').toEqual([1, 0, 1, 4]);
  await node.converge(...wanted([BEATS, HTTP], 'close'));
  expect(await passes()).toEqual([1, 0, 0, 4]);
  await node.converge(...wanted([], 'close'));
  expect(await passes()).toEqual([0, 0, 0, 0]);
  expect(await run(node, `cat ${file}`)).toBe(before);
}

test('iptables lets in what is wanted, now and after a boot, until it is closed', async () => {
  await run(
    node,
    `mkdir -p /etc/sysconfig; printf '%s' '${RULES}' > /etc/sysconfig/iptables; iptables-restore < /etc/sysconfig/iptables`,
  );
  const found = await facts();
  expect(read(found, firewallInForce)).toMatchObject({
    iptables: [4],
    nftables: [],
    others: [],
    iptablesFiles: { 4: '/etc/sysconfig/iptables' },
  });
  await story(iptables, found, {
    file: '/etc/sysconfig/iptables',
    again: 'iptables-restore < /etc/sysconfig/iptables',
  });
  await run(node, 'rm /etc/sysconfig/iptables');
  expect(iptables.fits?.(await facts())).toMatchObject({ here: expect.stringContaining('come from neither') });
  await run(node, 'iptables -F; iptables -P INPUT ACCEPT');
}, 600_000);

test('ufw lets in what is wanted, now and after a boot, until it is closed', async () => {
  await node.given('ufw --force enable');
  expect(await ofSix(packets)).toEqual([0, 0, 0, 0]);
  const found = await facts();
  expect(read(found, firewallInForce)).toMatchObject({ ufw: true, iptables: [], nftables: [], others: [] });
  await story(ufw, found, { file: '/etc/ufw/before.rules', again: 'ufw reload >/dev/null', six: true });
}, 600_000);
