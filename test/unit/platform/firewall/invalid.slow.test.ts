import { afterEach, expect, test } from 'vitest';
import type { Facts } from '../../../../src/core/facts.ts';
import { firewallInForce } from '../../../../src/platform/providers/firewall/in-force.ts';
import { noFirewall } from '../../../../src/platform/providers/firewall/no-firewall.ts';
import { factsOf } from '../facts/hosts.ts';
import { type FirewallNode, openFirewallNode, run } from './node.ts';
import { BEATS, HTTP } from './openings.ts';
import { countPackets, type Packets } from './packets.ts';

// Chains that are open to all that is new, and drop what connection tracking calls invalid: on a director, the ends of connections.

let node: FirewallNode;
afterEach(() => node?.close());

const HTTP_6 = { ...HTTP, family: 6, oneWayTo: 'fd00:6::240' } as const;
const OPENINGS = [BEATS, HTTP, HTTP_6];

/** What is counted is not the node's own. */
async function facts(): Promise<Facts> {
  const said = await node.run(firewallInForce.ask);
  const stdout = said.stdout.replace(/^nft\|table inet seen \{\n(nft\|.*\n)*?nft\|\}\n/gm, '');
  return factsOf('debian-12', { firewall: { ...said, stdout } });
}

const wanted = (found: Facts, extent: 'open' | 'close', openings = extent === 'open' ? OPENINGS : []) =>
  noFirewall.want({ openings, extent }, { facts: found, platform: {} as never }, {});

/** Of the four packets of a client's connection, those that come to IPVS: of one by IPv4, and of one by IPv6. */
const ended = async ({ arrived }: Packets): Promise<readonly number[]> => [
  await arrived('tcp 192.168.6.100 192.168.6.240 80 syn ack fin rst'),
  await arrived('tcp fd00:7::100 fd00:6::240 80 syn ack fin rst'),
];

async function story(given: string, again: string, file: string): Promise<void> {
  node = await openFirewallNode();
  await run(node, given);
  let packets = await countPackets(node);
  const found = await facts();
  expect(noFirewall.fits?.(found)).toBe(true);
  const before = await run(node, `cat ${file}`);
  expect(await ended(packets), 'FIN and RST are dropped').toEqual([2, 2]);
  const steps = await node.converge(...wanted(found, 'open'));
  const fields = steps.flatMap(({ changes }) => changes.map(({ field }) => field));
  expect(fields).toContain('tcp 80 to 192.168.6.240 on eth0 (the virtual service http)');
  expect(fields.join(), 'all else is open').not.toContain('694');
  expect(await ended(packets)).toEqual([4, 4]);
  await run(node, again);
  packets = await countPackets(node);
  expect(await ended(packets), 'after a boot').toEqual([4, 4]);
  await node.converge(...wanted(await facts(), 'close'));
  expect(await ended(packets)).toEqual([2, 2]);
  expect(await run(node, `cat ${file}`)).toBe(before);
}

test('nftables: before a chain’s rule about invalid packets, of whichever hook', async () => {
  const conf = `flush ruleset
table inet filter {
	chain early { type filter hook prerouting priority mangle; iifname "eth0" ct state invalid counter drop; }
	chain input { type filter hook input priority filter; ct state vmap { established : accept, invalid : jump refuse }; }
	chain refuse { limit rate 5/second log prefix "no: "; drop; }
}
`;
  const file = '/etc/nftables.conf';
  await story(`printf '%s' '${conf}' > ${file}; nft -f ${file}`, `nft -f ${file}`, file);
}, 600_000);

test('iptables: the same in the tables mangle and filter', async () => {
  const table = `*mangle
:PREROUTING ACCEPT [0:0]
-A PREROUTING -m conntrack --ctstate INVALID -j DROP
COMMIT
*filter
:INPUT ACCEPT [0:0]
-A INPUT -p tcp -m state --state INVALID -j DROP
COMMIT
`;
  const load = 'iptables-restore < /etc/iptables/rules.v4; ip6tables-restore < /etc/iptables/rules.v6';
  const given = `mkdir /etc/iptables; for v in 4 6; do printf '%s' '${table}' > /etc/iptables/rules.v$v; done; ${load}`;
  await story(given, load, '/etc/iptables/rules.v4 /etc/iptables/rules.v6');
}, 600_000);

test('rules that nothing loads at boot refuse the plan of a director, and say how to go on', async () => {
  node = await openFirewallNode();
  await run(node, 'iptables -A INPUT -m conntrack --ctstate INVALID -j DROP');
  const said = async (openings: typeof OPENINGS) => {
    const found = await facts();
    const state = wanted(found, 'open', openings).map(async ({ probe, parse }) => parse(await node.run(probe)));
    return (await Promise.all(state)).map(({ cannot }) => cannot);
  };
  expect(await said(OPENINGS)).toEqual([
    expect.stringMatching(/^the rules of iptables in the table filter come from neither .* set `firewall: leave`$/),
  ]);
  expect(await said([BEATS, { ...HTTP, oneWayTo: undefined } as never]), 'a real server answers itself').toEqual([]);
}, 300_000);
