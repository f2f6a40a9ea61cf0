import { expect, test } from 'vitest';
import { firewallInForce, namesOf } from '../../../../src/platform/providers/firewall/in-force.ts';

const found = (lines: readonly string[]) =>
  namesOf(firewallInForce.parse({ code: 0, stderr: '', stdout: lines.map((line) => `${line}\n`).join('') }));

const table = (word: string, ...lines: readonly string[]) => lines.map((line) => `${word}|${line}`);
const OPEN = [':INPUT ACCEPT [0:0]', ':FORWARD DROP [0:0]', ':OUTPUT ACCEPT [0:0]'];

const chain = (rule: string) =>
  table('nft', 'table ip mine {', 'chain in {', 'type filter hook input priority 0; policy accept;', rule, '}', '}');
const CLOSED = ['nftables (table ip mine, chain in)'];
const UFW = [':ufw-before-input - [0:0]', ':ufw-user-input - [0:0]'];

test.each([
  ['nothing', [], []],
  ['tables that let everything in', table('iptables', '*filter', ...OPEN), []],
  [
    // As iptables-save printed it under Docker and fail2ban.
    'Docker and fail2ban',
    table(
      'iptables',
      ...[...OPEN, ':DOCKER - [0:0]', ':f2b-sshd - [0:0]', '-A INPUT -p tcp -m multiport --dports 22 -j f2b-sshd'],
      ...[
        '-A FORWARD -j DOCKER',
        '-A DOCKER -j DROP',
        '-A f2b-sshd -s 192.0.2.7/32 -j REJECT',
        '-A f2b-sshd -j RETURN',
      ],
    ),
    [],
  ],
  [
    'a chain that everybody gets to (EL 5)',
    table(
      'iptables',
      ...OPEN,
      '-A INPUT -j RH-Firewall-1-INPUT',
      '-A RH-Firewall-1-INPUT -j REJECT --reject-with icmp-host-prohibited',
    ),
    ['iptables (IPv4)'],
  ],
  ['a policy, of IPv6 only', table('iptables6', ':INPUT DROP [0:0]'), ['iptables (IPv6)']],
  ['what goes out', table('iptables', ...OPEN, '-A OUTPUT -o eth0 -j DROP'), ['iptables for outgoing packets (IPv4)']],
  ['the old kind beside the new', table('legacy', ':INPUT DROP [0:0]'), ['iptables-legacy (IPv4)']],
  [
    'firewalld with its iptables backend (EL 7)',
    [
      ...table('firewalld', 'public', 'public', '  interfaces: eth0'),
      ...table('iptables', ':INPUT ACCEPT [0:0]', ':INPUT_ZONES - [0:0]', '-A INPUT -j REJECT'),
    ],
    ['firewalld'],
  ],
  ['ufw', ['ufw|', ...table('iptables', ':INPUT DROP [0:0]', ...UFW)], ['ufw']],
  ['ufw that is only installed', ['ufw|', ...table('iptables', ...OPEN)], []],
  ['what a ufw that was removed has left', table('iptables', ':INPUT ACCEPT [0:0]', ...UFW), []],
  [
    'chains of nftables that reject at their end, and jump in circles',
    table(
      'nft',
      ...[
        'table inet mine {',
        'chain in {',
        'type filter hook input priority filter; policy accept;',
        'jump next',
        '}',
      ],
      ...['chain next {', 'jump next', 'counter log prefix "no: " reject with icmpx admin-prohibited', '}', '}'],
    ),
    ['nftables (table inet mine, chain in)'],
  ],
  [
    'a chain of nftables that drops some, with a set over several lines',
    table(
      'nft',
      ...[
        'table inet mine {',
        'set bad {',
        'type ipv4_addr',
        'elements = { 192.0.2.1,',
        '192.0.2.2 }',
        '}',
        'chain in {',
      ],
      ...[
        'type filter hook input priority filter; policy accept;',
        'ip saddr @bad drop',
        'ip saddr { 192.0.2.3,',
        '192.0.2.4 } drop',
        'tcp dport 23 drop',
        '}',
        '}',
      ],
    ),
    [],
  ],
  [
    'a rule about all but what is known already',
    table('iptables', ...OPEN, '-A INPUT -i eth0 -m conntrack ! --ctstate RELATED,ESTABLISHED -j DROP'),
    ['iptables (IPv4)'],
  ],
  [
    'rules about invalid packets only, and about new ones only out of the ordinary',
    [
      ...table('iptables', ...OPEN, '-A INPUT -m conntrack --ctstate INVALID -j DROP'),
      ...table('iptables', '-A INPUT -m conntrack ! --ctstate NEW -j DROP'),
      ...table('nft', 'table inet mine {', 'chain in {', 'type filter hook input priority 0; policy accept;'),
      ...table('nft', 'ct state invalid,untracked drop', 'ct state != { new, established, related } drop'),
      ...table('nft', 'tcp flags & (fin | syn | rst | ack) != syn ct state new drop', '}', '}'),
    ],
    [],
  ],
  ['new ones in a set', chain('ct state { invalid, new } drop'), CLOSED],
  ['new ones in a map', chain('ct state vmap { established : accept, new : drop }'), CLOSED],
  ['all but established ones', chain('ct state != established drop'), CLOSED],
])('what is in force, of %s', (_, lines, names) => {
  expect(found(lines)).toEqual(names);
});

test('a long way of jumps', () => {
  const jumps = Array.from({ length: 50_000 }, (_, i) => `-A c${i} -j c${i + 1}`);
  expect(found(table('iptables', ...OPEN, '-A INPUT -j c0', ...jumps, '-A c50000 -j DROP'))).toEqual([
    'iptables (IPv4)',
  ]);
});

test('what refuses some packets only closes nothing, and may be in the way all the same', () => {
  const way = (lines: readonly string[]) =>
    firewallInForce.parse({ code: 0, stderr: '', stdout: lines.map((line) => `${line}\n`).join('') }).inTheWay;
  const rules = ['-A INPUT -p tcp -j f2b-sshd', '-A f2b-sshd -s 192.0.2.7/32 -j REJECT'];
  expect(way(table('iptables', ...OPEN, ...rules))).toEqual(['iptables (IPv4, some packets)']);
  expect(way(table('iptables', ':INPUT DROP [0:0]', ...rules))).toEqual(['iptables (IPv4)']);
  expect(way(table('iptables', ...OPEN, '-A FORWARD -j DROP'))).toEqual([]);
  const chain = (hook: string, rule: string) =>
    table(
      'nft',
      'table inet wall {',
      'chain c {',
      `type filter hook ${hook} priority 0; policy accept;`,
      rule,
      '}',
      '}',
    );
  expect(way(chain('prerouting', 'udp dport 694 drop'))).toEqual(['nftables (table inet wall, chain c, some packets)']);
  expect(way(chain('forward', 'udp dport 694 drop'))).toEqual([]);
  expect(way(chain('input', 'udp dport 694 counter packets 0 bytes 0'))).toEqual([]);
});
