import fc from 'fast-check';

/** IPv6 in any of its spellings: groups that are often zero, in upper and lower case, with `::` and with an IPv4 tail. */
const ipv6 = fc
  .record({
    groups: fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), { minLength: 8, maxLength: 8 }),
    from: fc.nat(7),
    length: fc.nat(8),
    upper: fc.boolean(),
    padded: fc.boolean(),
    tail: fc.boolean(),
  })
  .map(({ groups, from, length, upper, padded, tail }) => {
    const texts = groups.map((group) => group.toString(16).padStart(padded ? 4 : 1, '0'));
    const [high = 0, low = 0] = groups.slice(6);
    if (tail) texts.splice(6, 2, [high >> 8, high & 255, low >> 8, low & 255].join('.'));
    const until = Math.min(from + length, texts.length);
    const zeros = length === 0 || groups.slice(from, until).some((group) => group !== 0) || (tail && until > 6);
    const text = zeros ? texts.join(':') : `${texts.slice(0, from).join(':')}::${texts.slice(until).join(':')}`;
    return upper ? text.toUpperCase() : text;
  });

const ipv4 = fc.oneof(fc.ipV4(), fc.constantFrom('0.0.0.0', '255.255.255.255', '127.0.0.1', '192.0.2.1'));

/** Addresses of both families. */
export const address = fc.oneof(
  ipv4,
  ipv6,
  fc.ipV6(),
  ipv4.map((text) => `::ffff:${text}`),
);

/** Texts that may be addresses, and are mostly not quite. */
export const almost = fc
  .tuple(
    address,
    fc.nat(40),
    fc.nat(2),
    fc.constantFrom('', '0', ':', '::', '.', '%1', 'g', '1', ' ', '/', '[', '\n', 'ff'),
  )
  .map(([text, at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut));
