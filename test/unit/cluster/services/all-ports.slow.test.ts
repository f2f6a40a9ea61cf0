import { expect, test } from 'vitest';
import { refuseHost } from '../../../../roles/keepalived/refuse-host.ts';
import { ldirectordCf } from '../../../../roles/ldirectord/config.ts';
import ldirectord from '../../../../roles/ldirectord/role.ts';
import { ldirectord as balancer } from '../../../../roles/ldirectord/stack.ts';
import type { LdirectordVars } from '../../../../roles/ldirectord/vars.ts';
import { wantedTable } from '../../../../src/cluster/services/table.ts';
import { context, EXAMPLE } from '../../roles/cluster.ts';
import { confOf, director, role as keepalived, told } from '../../roles/keepalived/cluster.ts';
import { tryOut } from '../../roles/keepalived/real.ts';
import { debianLdirectord } from '../../roles/ldirectord/debian-ldirectord.ts';
import { issues } from '../../roles/refusals.ts';

const debian = debianLdirectord();

const ALL = { name: 'all', port: 'all', persistent: 300, check: { type: 'connect', port: 80 } };
const WEB = { name: 'web', port: 80, check: { service: 'http', request: '/', receive: 'x' } };
const vars = { virtual_services: [WEB, ALL, { ...ALL, name: 'datagrams', protocol: 'udp' }] };

test('ldirectord itself reads a service of all ports, beside one of a single port', () => {
  const of = context<LdirectordVars>(ldirectord, { vars });
  const { virtual } = debian.parse(ldirectordCf(of));
  expect(virtual.map(({ server, port, protocol, persistent }) => [server, port, protocol, persistent])).toEqual([
    ['192.168.6.240', '80', 'tcp', undefined],
    ['192.168.6.240', '0', 'tcp', '300'],
    ['192.168.6.240', '0', 'udp', '300'],
  ]);
  expect(virtual[1]).toMatchObject({ checkport: '80', real: [{ port: 0 }, { port: 0 }] });
  expect(wantedTable(of).map(({ key, reals }) => [key, ...reals.map(({ address }) => address)])).toContainEqual([
    'TCP 192.168.6.240:0',
    '192.168.6.2:0',
    '192.168.6.3:0',
  ]);
});

test('keepalived itself accepts the same, since it knows real servers without a port', () => {
  const conf = confOf({ vars });
  expect(tryOut(conf)).toEqual({ code: 0, said: '' });
  expect(conf).toMatch(/^virtual_server 192\.168\.6\.240 0 \{$/m);
  expect(conf).toMatch(/^ {2}real_server 192\.168\.6\.2 0 \{$/m);
  expect(told(refuseHost(director({ vars, version: '2.0.10' })))[0]).toMatch(
    /^virtual_services\.1\.port: .*real servers without a port, as a service of all ports needs/,
  );
});

test.each<[string, object, string]>([
  ['clients that do not stay', { persistent: undefined }, 'virtual_services[0].persistent: expected `persistent`, as'],
  ['a check of no port', { check: { type: 'connect' } }, 'virtual_services[0].check.port: expected the `port` that is'],
  [
    'another port there',
    { forwarding: 'masq', nodes: false, real_servers: [{ address: '192.168.6.9', port: 81 }] },
    'virtual_services[0].real_servers[0].port: `port` means nothing',
  ],
  [
    'another port in its place',
    { fallback: { address: '192.168.6.9', port: 81, forwarding: 'masq' } },
    'virtual_services[0].fallback.port: `port` means nothing',
  ],
])('is refused with either: %s', (_, more, message) => {
  const wrong = { virtual_services: [{ ...ALL, ...more }] };
  for (const role of [ldirectord, keepalived]) expect(issues(role, wrong)).toEqual([expect.stringContaining(message)]);
});

test('two of the same protocol are one', () => {
  expect(issues(keepalived, { virtual_services: [ALL, { ...ALL, name: 'more' }] })).toEqual([
    expect.stringContaining("all tcp ports are the service 'all' already"),
  ]);
});

test('it opens no firewall but for its checks', () => {
  const needs = balancer.ports?.({ ...EXAMPLE, virtual_services: [ALL] });
  expect(needs?.map(({ protocol, port, from, to }) => [protocol, port, from, to])).toEqual([
    ['tcp', 80, 'directors', 'nodes'],
  ]);
});
