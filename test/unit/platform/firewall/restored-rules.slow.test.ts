import { afterAll, beforeAll, expect, test } from 'vitest';
import { tell } from '../../engine/cluster.ts';
import type { Hosts } from '../../engine/hosts.ts';
import { hostsOf } from '../../engine/hosts.ts';
import { type FirewallNode, openFirewallNode } from './node.ts';
import { BEATS, HTTP, SIX } from './openings.ts';
import { failures, leaves, opens, planned, warnings } from './restored.ts';

// Rules of nftables and iptables go back with a restore, in force and in their files; what an admin has changed since stays.

/** A usual ruleset of a server, and a chain before it that drops packets which end one-way connections. */
const NFTABLES = `flush ruleset
table inet filter {
	chain early {
		type filter hook prerouting priority mangle; policy accept;
		ct state invalid drop
	}
	chain input {
		type filter hook input priority filter; policy drop;
		ct state established,related accept
		tcp dport 22 accept
	}
}
`;

const IPTABLES = `*mangle
:PREROUTING ACCEPT [0:0]
-A PREROUTING -m conntrack --ctstate INVALID -j DROP
COMMIT
*filter
:INPUT DROP [0:0]
-A INPUT -m state --state RELATED,ESTABLISHED -j ACCEPT
-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT
COMMIT
`;

const NFT = '/etc/nftables.conf';
const V4 = '/etc/iptables/rules.v4';
const V6 = '/etc/iptables/rules.v6';
const LOAD = { n1: `nft -f ${NFT}`, n2: `iptables-restore < ${V4}; ip6tables-restore < ${V6}` };

let nodes: readonly FirewallNode[] = [];
let hosts: Hosts;
beforeAll(async () => {
  const [n1, n2] = await Promise.all([openFirewallNode(), openFirewallNode()]);
  nodes = [n1, n2];
  hosts = hostsOf(new Map(Object.entries({ n1, n2 })));
  await n1.given(`printf '%s' '${NFTABLES}' > ${NFT}; ${LOAD.n1}`);
  await n2.given(`ip addr flush dev eth0; ip addr add 192.168.6.4/24 dev eth0
mkdir -p /etc/iptables; for f in ${V4} ${V6}; do printf '%s' '${IPTABLES}' > $f; done; ${LOAD.n2}`);
}, 300_000);
afterAll(() => Promise.all(nodes.map((node) => node.close())));

const files = async (): Promise<readonly string[]> => [
  await hosts.node('n1').given(`cat ${NFT}`),
  await hosts.node('n2').given(`cat ${V4} ${V6}`),
];

/** All that is in force, whosever it is; of the rules without counters. */
const live = async (): Promise<readonly string[]> => [
  await hosts.node('n1').given('nft -s list ruleset'),
  await hosts.node('n2').given(`for t in iptables ip6tables; do $t-save | grep -v '^#' | sed 's/ \\[.*//'; done`),
];

/** What is in force now has to be what the next boot loads; then that is in force. */
async function survivesBoot(): Promise<void> {
  const before = await live();
  await hosts.node('n1').given(LOAD.n1);
  await hosts.node('n2').given(LOAD.n2);
  expect((await live()).map(sorted), 'after a boot').toEqual(before.map(sorted));
}

/** Rules of umctl's own do not depend on their order. */
const sorted = (text: string): string => text.split('\n').toSorted().join('\n');

test('a restore takes back what a run changed of the rules of nftables and iptables, in force and in their files', async () => {
  const [bareFiles, bareLive] = [await files(), await live()];
  const every = [BEATS, HTTP, ...SIX];
  const first = await tell('apply', hosts, opens(every));
  expect(failures(first)).toEqual([]);
  const [allFiles, allLive] = [await files(), await live()];
  expect(allLive.map((text) => text.match(/umctl/g)?.length)).toEqual([6, 6]);
  await survivesBoot();

  // With nothing of IPv6 any more, and nothing that is seen in one direction only.
  const second = await tell('apply', hosts, opens([BEATS]));
  expect(failures(second)).toEqual([]);
  expect((await live()).map((text) => text.match(/umctl/g)?.length)).toEqual([1, 1]);
  const beatsFiles = await files();
  const opened = await tell('restore', hosts, { ...opens([BEATS]), earlier: second.run });
  expect(failures(opened)).toEqual([]);
  expect((await files()).map(sorted)).toEqual(allFiles.map(sorted));
  expect((await live()).map(sorted)).toEqual(allLive.map(sorted));
  await survivesBoot();
  for (const one of ['n1: nftables', 'n2: iptables'])
    expect(warnings(opened)).toContain(
      `${one} lets in what the cluster needs: what the inventory wants of that stays, as the cluster needs what it lets in`,
    );

  const closed = await tell('restore', hosts, { ...opens([BEATS]), earlier: first.run });
  expect(failures(closed)).toEqual([]);
  expect(await files(), 'what is wanted stays').toEqual(beatsFiles);
  await survivesBoot();

  // What an admin has done meanwhile, for now and for good. From here on, umctl leaves the firewall as it is.
  await hosts.node('n1').given(`nft add rule inet filter input tcp dport 8022 accept
sed -i 's/tcp dport 22 accept/tcp dport { 22, 2222 } accept/' ${NFT}`);
  await hosts.node('n2').given(`iptables -A INPUT -s 192.0.2.1 -j DROP; sed -i 's/dport 22 /dport 2222 /' ${V4}`);
  const [withBeats, withBeatsLive] = [await files(), await live()];
  expect(planned(await tell('plan', hosts, leaves))).toEqual([]);
  const left = await tell('restore', hosts, { ...leaves, earlier: first.run });
  expect(failures(left)).toEqual([]);
  expect(await files()).toEqual([
    bareFiles[0]?.replace('22 accept', '{ 22, 2222 } accept'),
    bareFiles[1]?.replace('22 ', '2222 '),
  ]);
  const admins = /^.*(tcp dport 8022 accept|-A INPUT -s 192\.0\.2\.1\/32 -j DROP)\n/gm;
  const now = (await live()).join('');
  expect(now.match(admins)).toHaveLength(2);
  expect(now.replace(admins, '')).toBe(bareLive.join(''));
  for (const one of ["n1: umctl's rules in nftables", "n2: umctl's rules in iptables"])
    expect(warnings(left)).toContainEqual(expect.stringMatching(`^${one}: they go back .*let in by rules of your own`));
  const again = await tell('restore', hosts, { ...leaves, earlier: left.run });
  expect(failures(again)).toEqual([]);
  expect([await files(), await live()]).toEqual([withBeats, withBeatsLive]);
}, 900_000);
