import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  cidr,
  hostName,
  interfaceName,
  ipAddress,
  ipv4Address,
  plainText,
  port,
  seconds,
} from '../../../src/core/schema.ts';

const long = 'a'.repeat(63);

/** What each schema takes, and what it refuses. */
const cases: Readonly<
  Record<string, { readonly schema: z.ZodType; readonly good: readonly unknown[]; readonly bad: readonly unknown[] }>
> = {
  ipv4Address: {
    schema: ipv4Address,
    good: ['192.168.6.2', '0.0.0.0', '255.255.255.255'],
    bad: [
      '192.168.6',
      '192.168.6.256',
      '192.168.06.2',
      '192.168.6.2 ',
      '192.168.6.2\n',
      '192.168.6.2/24',
      '::1',
      'host',
      1,
      '',
    ],
  },
  ipAddress: {
    schema: ipAddress,
    good: ['192.168.6.2', '::1', '2001:db8::1'],
    bad: ['192.168.6', '192.168.06.2', '192.168.6.2/24', 'fe80::1%eth0', '[::1]', '1:::2', 'host', 1, ''],
  },
  cidr: {
    schema: cidr,
    good: [
      '192.168.6.240/24',
      '10.0.0.0/31',
      '10.0.0.1/31',
      '10.0.0.0/32',
      '10.0.1.0/23',
      '2001:db8::1/64',
      '2001:db8::/127',
    ],
    bad: [
      '192.168.6.240',
      '192.168.6.0/24',
      '192.168.6.255/24',
      '192.168.6.1/0',
      '192.168.6.1/33',
      '192.168.6.1/024',
      '224.0.0.1/24',
      '127.0.0.1/8',
      '0.0.0.1/8',
      '::1/128',
      'ff02::1/64',
      'fe80::1/64',
      '2001:db8::/64',
      '2001:db8::1/129',
      24,
    ],
  },
  port: { schema: port, good: [1, 80, 65535], bad: [0, 65536, 80.5, '80', -1, Number.NaN, true] },
  hostName: {
    schema: hostName,
    good: ['n1', 'Web-1.example.com', '1a', long, [long, long, long, 'a'.repeat(61)].join('.')],
    bad: [
      '',
      '-a',
      'a-',
      'a..b',
      'a.',
      'a_b',
      'a b',
      `${long}a`,
      [long, long, long, 'a'.repeat(62)].join('.'),
      'a\n',
      'ä',
    ],
  },
  interfaceName: {
    schema: interfaceName,
    good: ['eth0', 'eth0.100', 'br-lan', 'a'.repeat(15), 'wg_0', 'veth@1'],
    bad: ['', '.', '..', 'a'.repeat(16), 'a b', 'a/b', 'eth0:1', 'a\n', 'a"b', 'a;b', 5],
  },
  plainText: {
    schema: plainText,
    good: ['a', 'two words', 'ünïcode 😀'],
    bad: ['', ' a', 'a ', ' ', 'a\nb', 'a\tb', 'a"b', "a'b", 'a#b', 'a\\b', 'a`b', 'a\u2028b', 'a\ud800', '\u0000'],
  },
};

describe.each(Object.entries(cases))('%s', (_, { schema, good, bad }) => {
  test.each(good.map((value) => [value]))('takes %j', (value) => expect(schema.parse(value)).toBe(value));
  test.each(bad.map((value) => [value]))('refuses %j', (value) => {
    const [issue] = schema.safeParse(value).error?.issues ?? [];
    expect(issue?.message).toMatch(/^expected /);
  });
});

test('an address of IPv6 has one spelling', () => {
  expect(ipAddress.parse('2001:DB8:0::0:1')).toBe('2001:db8::1');
  expect(cidr.parse('2001:0db8:0:0:0:0:0:0001/64')).toBe('2001:db8::1/64');
});

describe('seconds', () => {
  test.each([
    [3, 3],
    ['3', 3],
    [0.2, 0.2],
    ['3s', 3],
    ['1500ms', 1.5],
    ['200ms', 0.2],
    ['1ms', 0.001],
    [86_400, 86_400],
  ])('%j are %d', (given, time) => expect(seconds.parse(given)).toBe(time));
  test.each([
    [0],
    ['0'],
    [-1],
    ['1.5.5'],
    ['3 s'],
    ['1m'],
    ['ms'],
    [''],
    [86_401],
    [1e-7],
    [Number.NaN],
    [true],
    [null],
    ['3\n'],
  ])('refuses %j', (given) =>
    expect(seconds.safeParse(given).error?.issues[0]?.message).toMatch(/^expected a time in seconds/),
  );
});
