import { afterAll, beforeAll, expect, test } from 'vitest';
import { tell } from '../../engine/cluster.ts';
import { type Hosts, hostsOf } from '../../engine/hosts.ts';
import { type FirewallNode, openFirewallNode, startFirewalld } from './node.ts';
import { BEATS, HTTP } from './openings.ts';
import { failures, leaves, opens, planned, warnings } from './restored.ts';

// What an apply opened and closed in real firewalls goes back with a restore of it, unless the inventory still wants it.

let nodes: readonly FirewallNode[] = [];
let hosts: Hosts;
beforeAll(async () => {
  const [n1, n2] = await Promise.all([openFirewallNode(), openFirewallNode()]);
  nodes = [n1, n2];
  hosts = hostsOf(new Map(Object.entries({ n1, n2 })));
  await startFirewalld(n1);
  await n2.given('ip addr flush dev eth0; ip addr add 192.168.6.4/24 dev eth0; ufw --force enable');
}, 300_000);
afterAll(() => Promise.all(nodes.map((node) => node.close())));

/** What is umctl's in force, and after the next start. */
const rules = async (): Promise<readonly string[]> => {
  const [n1 = '', n2 = ''] = await Promise.all([
    hosts.node('n1').given(`firewall-cmd --list-rich-rules; firewall-cmd --permanent --list-rich-rules
firewall-cmd --direct --get-all-rules; cat /var/lib/umctl/firewalld 2>/dev/null || :`),
    hosts
      .node('n2')
      .given('iptables-save | grep umctl || :; sed -n "/BEGIN umctl/,/END umctl/p" /etc/ufw/before.rules'),
  ]);
  return [n1, n2].map((text) => text.split('\n').toSorted().join('\n').trim());
};

test('a restore closes what the run opened, opens what it closed, and leaves what the inventory wants, with the reason', async () => {
  const bare = await rules();
  const first = await tell('apply', hosts, opens([BEATS, HTTP]));
  expect(failures(first)).toEqual([]);
  const both = await rules();
  expect(both.join('\n')).toMatch(/694[\s\S]*80/);

  const second = await tell('apply', hosts, opens([BEATS]));
  expect(failures(second)).toEqual([]);
  const beats = await rules();
  expect(beats).not.toEqual(both);
  const opened = await tell('restore', hosts, { ...opens([BEATS]), earlier: second.run });
  expect(failures(opened)).toEqual([]);
  expect(planned(opened)).toEqual(['n1 firewall firewalld', 'n2 firewall ufw']);
  expect(await rules()).toEqual(both);
  // Directors whose firewalls close would both take the address.
  for (const one of ['n1: firewalld', 'n2: ufw'])
    expect(warnings(opened)).toContain(
      `${one} lets in what the cluster needs: what the inventory wants of that stays, as the cluster needs what it lets in`,
    );

  const gone = await tell('restore', hosts, { ...opens([BEATS]), earlier: first.run });
  expect(failures(gone)).toEqual([]);
  expect(planned(gone)).toEqual(['n1 firewall closed firewalld', 'n2 firewall closed ufw']);
  expect(await rules(), 'what is wanted stays').toEqual(beats);

  // All of it where umctl leaves the firewalls as they are.
  const left = await tell('restore', hosts, { ...leaves, earlier: first.run });
  expect(failures(left)).toEqual([]);
  expect(await rules()).toEqual(bare);
}, 900_000);
