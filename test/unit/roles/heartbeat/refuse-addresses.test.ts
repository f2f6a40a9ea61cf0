import { describe, expect, it } from 'vitest';
import role from '../../../../roles/heartbeat/role.ts';
import { context, EXAMPLE } from '../cluster.ts';

const beats = (changes: object) => ({ vars: { heartbeat: { ...EXAMPLE.heartbeat, ...changes } } });
const refusals = (changes: object) =>
  role.refuse?.(context(role, beats(changes))).map(({ path, message }) => `${path.join('.')}: ${message}`);
const link = (...addresses: readonly string[]) => ({ links: [{ ucast: 'eth1', addresses }] });

describe('addresses that heartbeat sends to', () => {
  it.each<[string, object, RegExp]>([
    [
      'a link to the virtual address',
      link('10.0.0.1', '192.168.6.240'),
      /^heartbeat\.links\.0\.addresses\.1: .*is the virtual/,
    ],
    [
      'a link to one address twice',
      link('10.0.0.1', '10.0.0.1'),
      /^heartbeat\.links\.0\.addresses\.1: .*is listed twice/,
    ],
    [
      'a link to itself',
      link('127.0.0.1', '10.0.0.2'),
      /^heartbeat\.links\.0\.addresses\.0: .*127\.0\.0\.1 is loopback/,
    ],
    ['a ping of the virtual address', { ping: ['192.168.6.240'] }, /^heartbeat\.ping\.0: .*is the virtual/],
    ['a ping of a director', { ping: ['192.168.6.1', '192.168.6.3'] }, /^heartbeat\.ping\.1: .*is the address of n2/],
    ['a ping twice', { ping: ['192.168.6.1', '192.168.6.1'] }, /^heartbeat\.ping\.1: .*is listed twice/],
    ['a ping of nobody', { ping: ['255.255.255.255'] }, /^heartbeat\.ping\.0: .*is broadcast/],
  ])('are refused with %s', (_, changes, message) => {
    expect(refusals(changes)).toEqual([expect.stringMatching(message)]);
  });

  it('are fine where each is another host’s', () => {
    expect(refusals({ ...link('10.0.0.1', '10.0.0.2'), ping: ['192.168.6.1', '10.9.9.9'] })).toEqual([]);
    expect(refusals({ ping: [] })).toEqual([]);
  });

  it('are warned of where the director has none of them', () => {
    const warnings = (address: string) => {
      const facts = { addresses: [{ device: 'eth1', label: 'eth1', address, prefix: 24 }] };
      const heartbeat = {
        ...EXAMPLE.heartbeat,
        links: [...EXAMPLE.heartbeat.links, ...link('10.0.0.1', '10.0.0.2').links],
      };
      return role.warn?.(context(role, { vars: { heartbeat }, facts }));
    };
    const untried = expect.stringMatching(/serial links are not tried/);
    expect(warnings('10.0.0.1')).toEqual([untried]);
    expect(warnings('10.0.0.3')).toEqual([
      'n1 has none of the addresses of the link eth1 (10.0.0.1, 10.0.0.2): nobody hears it there',
      untried,
    ]);
  });
});
