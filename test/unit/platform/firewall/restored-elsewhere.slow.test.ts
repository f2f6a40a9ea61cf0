import { afterAll, beforeAll, expect, test } from 'vitest';
import { tell } from '../../engine/cluster.ts';
import { type Hosts, hostsOf } from '../../engine/hosts.ts';
import { type FirewallNode, openFirewallNode, startFirewalld } from './node.ts';
import { BEATS, HTTP } from './openings.ts';
import { failures, leaves, opens, planned, warnings } from './restored.ts';

// By the time of a restore, another firewall is in force than the one that umctl opened: none on n1, nftables beside firewalld on n2.

let nodes: readonly FirewallNode[] = [];
let hosts: Hosts;
beforeAll(async () => {
  const [n1, n2] = await Promise.all([openFirewallNode(), openFirewallNode()]);
  nodes = [n1, n2];
  hosts = hostsOf(new Map(Object.entries({ n1, n2 })));
  await n2.given('ip addr flush dev eth0; ip addr add 192.168.6.4/24 dev eth0');
  await Promise.all(nodes.map(startFirewalld));
}, 300_000);
afterAll(() => Promise.all(nodes.map((node) => node.close())));

const RULES = `firewall-cmd --list-rich-rules; firewall-cmd --permanent --list-rich-rules; firewall-cmd --direct --get-all-rules`;
const rules = (name: string) => hosts.node(name).given(RULES);
const record = (name: string) => hosts.node(name).given('cat /var/lib/umctl/firewalld 2>/dev/null || :');

test('what firewalld has stays noted where it does not run, and goes back once it does, whatever is beside it', async () => {
  const bare = [await rules('n1'), await rules('n2')];
  const first = await tell('apply', hosts, opens([BEATS, HTTP]));
  expect(failures(first)).toEqual([]);
  const noted = await record('n1');
  expect(noted).toMatch(/694[\s\S]*80/);

  await hosts
    .node('n1')
    .given('kill "$(cat /run/firewalld.pid)"; while [ -e "/proc/$(cat /run/firewalld.pid)" ]; do sleep 0.1; done');
  await hosts
    .node('n2')
    .given(`nft 'add table inet own; add chain inet own input { type filter hook input priority 5; policy drop; }
add rule inet own input ct state established,related accept; add rule inet own input tcp dport 22 accept'`);
  expect(planned(await tell('plan', hosts, leaves))).toEqual([]);
  const left = await tell('restore', hosts, { ...leaves, earlier: first.run });
  expect(failures(left)).toEqual([]);
  expect(planned(left)).toEqual(['n2 firewall closed firewalld']);
  for (const told of [/^n1: .* they stay as they are, and noted/, /^n2: .* they go back .* beside firewalld$/])
    expect(warnings(left)).toContainEqual(expect.stringMatching(told));
  expect(await record('n1')).toBe(noted);
  expect([await rules('n2'), await record('n2')]).toEqual([bare[1], '']);

  await startFirewalld(hosts.node('n1'));
  expect(await rules('n1')).toMatch(/694/);
  const again = await tell('restore', hosts, { ...leaves, earlier: first.run });
  expect(failures(again)).toEqual([]);
  expect([await rules('n1'), await record('n1')]).toEqual([bare[0], '']);
}, 900_000);
