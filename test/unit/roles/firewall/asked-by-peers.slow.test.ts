import { afterAll, beforeAll, expect, test } from 'vitest';
import { askedByPeers } from '../../../../roles/firewall/asked-by-peers.ts';
import { firewallOpen } from '../../../../roles/firewall/role.ts';
import type { FirewallVars } from '../../../../roles/firewall/vars.ts';
import { quote } from '../../../../src/core/sh.ts';
import { type FirewallNode, run } from '../../platform/firewall/node.ts';
import { contexts } from '../cluster.ts';
import { openTwoDirectors } from './two-directors.ts';

let node: FirewallNode;
/** What runs in the namespace of n2, the other director. */
let there: string;
beforeAll(async () => {
  ({ node, there } = await openTwoDirectors());
}, 300_000);
afterAll(() => node.close());

async function complaint(options: Parameters<typeof contexts>[1] = {}): Promise<string | undefined> {
  const [check] = askedByPeers(contexts<FirewallVars>(firewallOpen, options));
  const text = check?.asks['n2']?.text ?? expect.fail();
  const stdout = await run(node, `${there} ${quote(text)}`);
  return check?.failure({ n2: { code: 0, stdout, stderr: '' } });
}

test('a director finds what a firewall of another node refuses or drops, and takes what nobody listens on for open', async () => {
  expect(await complaint()).toBeUndefined();
  await run(node, 'iptables -A INPUT -p tcp --dport 80 -j REJECT --reject-with icmp-host-prohibited');
  expect(await complaint()).toMatch(
    /^n2 does not get to tcp 80 of n1 \(No route to host\): the host does not answer, or a firewall/,
  );
  await run(node, 'iptables -F; iptables -A INPUT -p tcp --dport 21 -j DROP');
  expect(await complaint()).toMatch(/^n2 does not get to tcp 21 of n1 \(no answer\)/);
}, 300_000);

test('a director without a route to a port does not get there', async () => {
  await run(node, `iptables -F; ${there} 'ip route add unreachable 192.168.6.2/32'`);
  expect(await complaint()).toMatch(/^n2 does not get to tcp \d+ of n1 \(No route to host\)/);
  await run(node, `${there} 'ip route del unreachable 192.168.6.2/32'`);
}, 300_000);

test('the same by IPv6', async () => {
  const six = {
    vars: { virtual_address: 'fd00:6::240/64', gateway: 'fd00:6::1' },
    hostVars: { n1: { address: 'fd00:6::2' }, n2: { address: 'fd00:6::3' } },
  };
  await run(node, 'iptables -F');
  expect(await complaint(six)).toBeUndefined();
  await run(node, 'ip6tables -A INPUT -p tcp --dport 80 -j REJECT --reject-with icmp6-adm-prohibited');
  expect(await complaint(six)).toMatch(/^n2 does not get to tcp 80 of n1 \(Permission denied\)/);
}, 300_000);
