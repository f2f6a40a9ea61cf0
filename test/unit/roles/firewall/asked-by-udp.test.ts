import { afterAll, beforeAll, expect, test } from 'vitest';
import { askedByPeers } from '../../../../roles/firewall/asked-by-peers.ts';
import { firewallOpen } from '../../../../roles/firewall/role.ts';
import type { FirewallVars } from '../../../../roles/firewall/vars.ts';
import { quote } from '../../../../src/core/sh.ts';
import { type FirewallNode, run } from '../../platform/firewall/node.ts';
import { contexts } from '../cluster.ts';
import { openTwoDirectors } from './two-directors.ts';

const udp = (name: string, port: number, check: object) => ({ name, port, protocol: 'udp', scheduler: 'rr', check });
const SERVICES = [
  udp('names', 53, { type: 'negotiate', service: 'dns', request: 'www.example.com', receive: '192' }),
  udp('calls', 5060, { type: 'negotiate', service: 'sip' }),
  udp('logs', 514, { type: 'connect' }),
];

let node: FirewallNode;
/** What runs in the namespace of n2, the other director. */
let there: string;
beforeAll(async () => {
  ({ node, there } = await openTwoDirectors());
}, 300_000);
afterAll(() => node.close());

async function complaint(services: readonly object[] = SERVICES): Promise<string | undefined> {
  const vars = { stack: 'keepalived', keepalived: {}, virtual_services: services };
  const [check] = askedByPeers(contexts<FirewallVars>(firewallOpen, { vars }));
  const stdout = await run(node, `${there} ${quote(check?.asks['n2']?.text ?? '')}`);
  return check?.failure({ n2: { code: 0, stdout, stderr: '' } });
}

/** Sends back what it gets, at both ports, and keeps it. */
const echo = `perl -MIO::Socket::INET -e 'for $port (53, 5060) {
  next if fork;
  $own = IO::Socket::INET->new(LocalPort => $port, Proto => "udp") or die "$!";
  open $up, ">", "/run/up.$port"; close $up;
  while ($own->recv($got, 9000)) { $own->send($got); open $kept, ">", "/run/got.$port"; print $kept $got; close $kept }
}' > /dev/null 2>&1 < /dev/null & echo $! >> /run/pids`;

test('a director asks services of UDP in their own words, and takes a port that nobody listens on for open', async () => {
  expect(await complaint()).toBeUndefined();
  await node.given(`${echo}
until [ -e /run/up.53 ] && [ -e /run/up.5060 ]; do sleep 0.1; done; pgrep -P $! >> /run/pids || :`);
  expect(await complaint()).toBeUndefined();
  expect(await node.given('cat /run/got.53')).toContain('\x03www\x07example\x03com\0');
  expect(await node.given('cat /run/got.5060')).toMatch(/^OPTIONS sip:.*\r\nVia: SIP\/2\.0\/UDP 192\.168\.6\.3:\d+;/);
}, 300_000);

test('what is refused is told, and what is not answered only where an answer was to come', async () => {
  await run(node, 'iptables -A INPUT -p udp --dport 514 -j REJECT --reject-with icmp-admin-prohibited');
  expect(await complaint()).toMatch(/^n2 does not get to udp 514 of n1 \(No route to host\)/);
  await run(node, 'iptables -F; iptables -A INPUT -p udp -j DROP');
  expect(await complaint()).toMatch(
    /^n2 does not get to udp 53 of n1 \(no answer, not refused\); .*udp 5060 of n1 \(no answer, not refused\): /,
  );
  expect(await complaint([udp('logs', 514, { type: 'connect' })])).toBeUndefined();
}, 300_000);
