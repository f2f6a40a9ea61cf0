import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  broadcastOf,
  type Cidr,
  contains,
  edgeOf,
  hostCidr,
  networkOf,
  parseCidr,
  showCidr,
} from '../../../../src/core/address/cidr.ts';
import { parseEndpoint, showEndpoint } from '../../../../src/core/address/endpoint.ts';
import { type Ip, isLoopback, notOfHost, parseIp } from '../../../../src/core/address/ip.ts';
import { askPython } from './judges.ts';
import { address, almost } from './texts.ts';

const ip = (text: string): Ip => parseIp(text) ?? expect.fail(`${text} is no address`);
const cidr = (text: string): Cidr => parseCidr(text) ?? expect.fail(`${text} is no network`);

test('an address is what Node takes for one, but for zones', () => {
  fc.assert(
    fc.property(fc.oneof(address, almost), (text) => {
      expect(parseIp(text)?.family ?? 0).toBe(text.includes('%') ? 0 : isIP(text));
    }),
    { numRuns: 5000 },
  );
});

const pairs = fc.record({ ip: fc.oneof(address, almost), prefix: fc.nat(128), other: address, near: fc.boolean() });

test('texts, networks and their ends are those of Python', () => {
  const questions = fc.sample(pairs, 3000).map(({ near, other, ...rest }) => {
    const prefix = isIP(rest.ip) === 4 ? rest.prefix % 33 : rest.prefix;
    return { ...rest, prefix, other: near && isIP(rest.ip) !== 0 ? rest.ip : other };
  });
  const ours = questions.map(({ ip: text, prefix, other }) => {
    const found = text.includes('%') ? undefined : parseCidr(`${text}/${prefix}`);
    if (found === undefined) return { text: null };
    const last = found.ip.family === 4 ? { broadcast: broadcastOf(found)?.text } : {};
    const network = showCidr(networkOf(found));
    return { text: found.ip.text, network, ...last, contains: contains(found, ip(other)) };
  });
  const verdicts = askPython(questions).map(({ text, network, broadcast, contains: inside }, i) => {
    if (text === null || questions[i]?.ip.includes('%')) return { text: null };
    const last = isIP(text) === 4 ? { broadcast } : {};
    // Python before 3.13 spells these in hexadecimal digits only.
    const spelt = (given: string): string => given.replace(/^::ffff:[\da-f:]+/, (mapped) => ip(mapped).text);
    return { text: spelt(text), network: spelt(network), ...last, contains: inside };
  });
  expect(ours).toEqual(verdicts);
  expect(verdicts.filter(({ text }) => text !== null).length).toBeGreaterThan(1000);
});

test('a network has the addresses that a BlockList of it has', () => {
  fc.assert(
    fc.property(address, fc.nat(128), address, fc.nat(127), (text, given, other, flipped) => {
      const base = ip(text);
      const prefix = base.family === 4 ? given % 33 : given;
      const list = new BlockList();
      list.addSubnet(base.text, prefix, `ipv${base.family}`);
      for (const one of [ip(other), flip(base, flipped)]) {
        if (one.family !== base.family || [base, one].some(({ text: it }) => it.startsWith('::ffff:'))) continue;
        expect(contains({ ip: base, prefix }, one)).toBe(list.check(one.text, `ipv${one.family}`));
      }
    }),
    { numRuns: 3000 },
  );
});

/** The address with one bit the other way: just inside a network or just outside it. */
function flip(one: Ip, bit: number): Ip {
  if (one.family === 6) return one;
  const octets = one.text.split('.').map(Number);
  return ip(octets.map((octet, i) => (i === (bit >> 3) % 4 ? octet ^ (1 << (bit & 7)) : octet)).join('.'));
}

test.each([
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['0:0:0:0:0:0:0:0', '::'],
  ['::FFFF:C000:0201', '::ffff:192.0.2.1'],
  ['::192.0.2.1', '::c000:201'],
  ['192.0.2.1', '192.0.2.1'],
])('%s is written %s (RFC 5952)', (given, wanted) => {
  expect(ip(given).text).toBe(wanted);
});

test.each([
  '',
  '192.0.2.01',
  '192.0.2',
  '0xc0.0.2.1',
  '3221225985',
  'fe80::1%eth0',
  '[::1]',
  '::1/64',
  ' ::1',
  '::1\n',
  '1::2::3',
  '1:::2',
  '::1:0:0:0:0:0:0:0',
])('%j is no address', (text) => {
  expect(parseIp(text)).toBeUndefined();
});

test.each([
  '192.0.2.1',
  '192.0.2.1/33',
  '192.0.2.1/024',
  '192.0.2.1/-1',
  '::1/129',
  '::1/',
  '::1/64/64',
  '/24',
  '::1/6 4',
])('%j is no address with a prefix length', (text) => {
  expect(parseCidr(text)).toBeUndefined();
});

test('an address with a port reads back as it was written', () => {
  expect(showEndpoint({ ip: ip('192.0.2.1'), port: 80 })).toBe('192.0.2.1:80');
  expect(showEndpoint({ ip: ip('2001:db8::1'), port: 80 })).toBe('[2001:db8::1]:80');
  fc.assert(
    fc.property(address, fc.nat(65_535), (text, port) => {
      const endpoint = { ip: ip(text), port };
      expect(parseEndpoint(showEndpoint(endpoint))).toEqual(endpoint);
      expect(new URL(`http://${showEndpoint(endpoint)}/`).port).toBe(port === 80 ? '' : String(port));
    }),
  );
});

test.each([
  '2001:db8::1:80',
  '[192.0.2.1]:80',
  '192.0.2.1',
  '192.0.2.1:',
  '192.0.2.1:65536',
  '192.0.2.1:080',
  ':80',
  '[]:80',
  '[::1]80',
  '::1',
])('%j is no address with a port', (text) => {
  expect(parseEndpoint(text)).toBeUndefined();
});

test('what no host has for its own is told by its range', () => {
  const ranges = (texts: readonly string[]) => texts.map((text) => notOfHost(ip(text)));
  expect(ranges(['224.0.0.1', '127.0.0.1', '0.0.0.0', '255.255.255.255', '240.0.0.1'])).toEqual([
    'multicast',
    'loopback',
    'unspecified',
    'broadcast',
    'reserved',
  ]);
  expect(ranges(['ff02::1', '::1', '::', '::ffff:192.168.6.2', 'fe80::1'])).toEqual([
    'multicast',
    'loopback',
    'unspecified',
    'ipv4Mapped',
    'linkLocal',
  ]);
  expect(ranges(['192.168.6.2', '8.8.8.8', '2001:db8::1', 'fd00::1', '2a00::1'])).toEqual(Array(5).fill(undefined));
  expect(
    ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', '128.0.0.1', '::2'].map((text) => isLoopback(ip(text))),
  ).toEqual([true, true, true, true, false, false]);
});

test('the ends of a network are no hosts, where it has more than two addresses', () => {
  const edges = (texts: readonly string[]) => texts.map((text) => edgeOf(cidr(text)));
  expect(edges(['192.0.2.0/24', '192.0.2.255/24', '192.0.2.1/24'])).toEqual(['network', 'broadcast', undefined]);
  expect(edges(['192.0.2.0/31', '192.0.2.1/31', '192.0.2.0/32'])).toEqual([undefined, undefined, undefined]);
  expect(edges(['2001:db8::/64', '2001:db8::ffff:ffff:ffff:ffff/64', '2001:db8::/127'])).toEqual([
    'network',
    undefined,
    undefined,
  ]);
  expect(['192.0.2.1', '2001:db8::1'].map((text) => showCidr(hostCidr(ip(text))))).toEqual([
    '192.0.2.1/32',
    '2001:db8::1/128',
  ]);
});
