import { expect, test } from 'vitest';
import { heartbeat } from '../../../../roles/heartbeat/stack.ts';
import { ldirectord } from '../../../../roles/ldirectord/stack.ts';
import { EXAMPLE } from '../../roles/cluster.ts';

const vars = (more: Readonly<Record<string, unknown>> = {}) => ({ ...EXAMPLE, ...more });
const shown = (needs: ReturnType<NonNullable<typeof heartbeat.ports>> = []) =>
  needs.map(({ protocol, port, group, interface: device, from, to }) =>
    [protocol, port, group, device, from, '->', to].filter((word) => word !== undefined).join(' '),
  );
const ofServices = (...services: readonly object[]) => shown(ldirectord.ports?.(vars({ virtual_services: services })));

test('heartbeat: its links, pings, and the connections that directors tell each other of', () => {
  const links = [
    { ucast: 'eth1', addresses: ['10.0.0.1', '10.0.0.2'] },
    { mcast: 'eth0', group: '239.0.0.42', port: 700 },
    { serial: '/dev/ttyS0' },
  ];
  const needs = (more: object) => shown(heartbeat.ports?.(vars({ heartbeat: { links }, ...more })));
  expect(needs({})).toEqual([
    'udp 694 eth1 directors -> directors',
    'udp 700 239.0.0.42 eth0 directors -> directors',
    'icmp directors -> gateway',
    'udp 8848 224.0.0.81 eth0 directors -> directors',
  ]);
  expect(needs({ handover: 'classic' }).at(-1)).toBe('icmp directors -> gateway');
});

test('a service: its clients, its packets and its checks', () => {
  expect(ofServices({ name: 'web', port: 80 })).toEqual([
    'tcp 80 clients -> directors',
    'tcp 80 clients -> nodes',
    'tcp 80 directors -> nodes',
  ]);
  expect(ofServices({ name: 'web', port: 8443, check: { type: 'connect', port: 8444 } })).toContain(
    'tcp 8444 directors -> nodes',
  );
  expect(ofServices({ name: 'dns', port: 53, check: { request: 'a.example', receive: '10' } })).toEqual([
    'udp 53 clients -> directors',
    'udp 53 clients -> nodes',
    'udp 53 directors -> nodes',
  ]);
});

test('a tunnel, a real port of its own, and a mark', () => {
  const real = { address: '192.168.6.77', port: 8080, forwarding: 'masq' };
  expect(ofServices({ name: 'web', port: 80, forwarding: 'ipip', real_servers: [real] })).toEqual([
    'tcp 80 clients -> directors',
    'tcp 80 clients -> nodes',
    'ipip directors -> nodes',
    'tcp 8080 clients -> nodes',
    'tcp 80 directors -> nodes',
    'tcp 8080 directors -> nodes',
  ]);
  expect(ofServices({ name: 'marked', fwmark: 1, check: { type: 'ping' } })).toEqual(['icmp directors -> nodes']);
  expect(ofServices({ name: 'own', port: 81, check: { type: 'external', command: '/bin/ask' } })).toHaveLength(2);
});

test('variables that are wrong need nothing: the role refuses them', () => {
  expect(ldirectord.ports?.({})).toEqual([]);
  expect(heartbeat.ports?.({})).toEqual([]);
});
