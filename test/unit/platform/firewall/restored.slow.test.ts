import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Facts } from '../../../../src/core/facts.ts';
import { firewall, type Opening } from '../../../../src/platform/capabilities/firewall.ts';
import { choose } from '../../../../src/platform/choose.ts';
import { firewalls } from '../../../../src/platform/providers/firewall/all.ts';
import { firewallInForce } from '../../../../src/platform/providers/firewall/in-force.ts';
import { type Story, type Told, tell } from '../../engine/cluster.ts';
import { type Hosts, hostsOf } from '../../engine/hosts.ts';
import { type FirewallNode, openFirewallNode, startFirewalld } from './node.ts';
import { BEATS, HTTP } from './openings.ts';

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

const story = (openings: readonly Opening[]): Story => ({
  wanted: (_host, _secrets, { platform }) =>
    (['open', 'close'] as const).flatMap((extent) => platform.want(firewall, { openings, extent })),
  platformFacts: [firewallInForce],
  platformOf: (host: string, facts: Facts) =>
    choose({ host, system: 'Test', facts, makesNetwork: () => false, makesRoute: () => false }, firewalls),
});

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

const planned = ({ events }: Told): readonly string[] =>
  events.flatMap((event) => (event.type === 'plan' ? event.steps.map(({ id }) => `${event.host} ${id}`) : []));
const failures = ({ summary }: Told) => summary.hosts.flatMap(({ failure }) => failure ?? []);

test('a restore closes what the run opened, opens what it closed, and leaves what the inventory wants, with the reason', async () => {
  const first = await tell('apply', hosts, story([BEATS, HTTP]));
  expect(failures(first)).toEqual([]);
  const both = await rules();
  expect(both.join('\n')).toMatch(/694[\s\S]*80/);

  const second = await tell('apply', hosts, story([BEATS]));
  expect(failures(second)).toEqual([]);
  const beats = await rules();
  expect(beats).not.toEqual(both);
  const opened = await tell('restore', hosts, { ...story([BEATS]), earlier: second.run });
  expect(failures(opened)).toEqual([]);
  expect(planned(opened)).toEqual(['n1 firewall firewalld', 'n2 firewall ufw']);
  expect(await rules()).toEqual(both);
  // Directors whose firewalls close would both take the address.
  const told = opened.events.flatMap((event) => (event.type === 'warning' ? [event.message] : []));
  for (const one of ['n1: firewalld', 'n2: ufw'])
    expect(told).toContain(
      `${one} lets in what the cluster needs: what the inventory wants of that stays, as the cluster needs what it lets in`,
    );

  const gone = await tell('restore', hosts, { ...story([BEATS]), earlier: first.run });
  expect(failures(gone)).toEqual([]);
  expect(planned(gone)).toEqual(['n1 firewall closed firewalld', 'n2 firewall closed ufw']);
  expect(await rules(), 'what is wanted stays').toEqual(beats);
}, 900_000);
