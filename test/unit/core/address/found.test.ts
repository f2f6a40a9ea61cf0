import { expect, test } from 'vitest';
import { parseAddresses, readAddresses } from '../../../../src/core/addresses.ts';

/** As iproute2 6.1 printed it in a network namespace. */
const PRINTED = `1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
1: lo    inet 192.0.2.240/32 scope global lo:0\\       valid_lft forever preferred_lft forever
1: lo    inet6 2001:db8::7/128 scope global nodad deprecated \\       valid_lft forever preferred_lft 0sec
1: lo    inet6 ::1/128 scope host \\       valid_lft forever preferred_lft forever
3: v0    inet 192.0.2.1/24 scope global v0:1\\       valid_lft forever preferred_lft forever
3: v0    inet 10.0.0.1 peer 10.0.0.2/32 scope global v0\\       valid_lft forever preferred_lft forever
3: v0    inet6 2001:db8::9 peer 2001:db8::a/128 scope global nodad \\       valid_lft forever preferred_lft forever
3: v0    inet6 2001:db8::1/64 scope global nodad \\       valid_lft forever preferred_lft forever
3: v0    inet6 fe80::5/64 scope link nodad \\       valid_lft forever preferred_lft forever
`;

test('addresses of a host are read in both families, and facts have those of IPv4', () => {
  const ipv4 = [
    { device: 'lo', label: 'lo', address: '127.0.0.1', prefix: 8, deprecated: false },
    { device: 'lo', label: 'lo:0', address: '192.0.2.240', prefix: 32, deprecated: false },
    { device: 'v0', label: 'v0:1', address: '192.0.2.1', prefix: 24, deprecated: false },
    { device: 'v0', label: 'v0', address: '10.0.0.1', prefix: 32, deprecated: false },
  ];
  const ipv6 = [
    { device: 'lo', label: 'lo', address: '2001:db8::7', prefix: 128, deprecated: true },
    { device: 'lo', label: 'lo', address: '::1', prefix: 128, deprecated: false },
    { device: 'v0', label: 'v0', address: '2001:db8::9', prefix: 128, deprecated: false },
    { device: 'v0', label: 'v0', address: '2001:db8::1', prefix: 64, deprecated: false },
    { device: 'v0', label: 'v0', address: 'fe80::5', prefix: 64, deprecated: false },
  ];
  const found = readAddresses(PRINTED);
  const of = (wanted: 4 | 6) => found.flatMap(({ family, ...rest }) => (family === wanted ? [rest] : []));
  expect([of(4), of(6)]).toEqual([ipv4, ipv6]);
  expect(parseAddresses(PRINTED)).toEqual(ipv4.map(({ deprecated, ...rest }) => rest));
});
