import fc from 'fast-check';

/** Any of these, or nothing. */
const perhaps = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const seconds = fc.integer({ min: 1, max: 30 });
const text = fc
  .string({ unit: 'grapheme-composite', minLength: 1, maxLength: 12 })
  .map((any) => any.replace(/[\p{C}\p{Z}]/gu, '_'));
const real = fc.constantFrom('192.168.6.9', '192.168.6.10', '192.168.6.11', '192.168.6.2');

/** Services that may be asked for a page, with whatever text. */
const page = fc.record({
  type: fc.constantFrom('negotiate', 3),
  service: fc.constantFrom('http', 'https'),
  request: perhaps(
    fc.oneof(
      text,
      fc.webPath().map((path) => `/${path}`),
    ),
  ),
  receive: perhaps(fc.constantFrom('Test Page', '^(?i)x"#{2}$', 'a\\.b|c', '\\d+ $y ~z @w !')),
  httpmethod: perhaps(fc.constant('GET')),
  virtualhost: perhaps(fc.constantFrom('www.example.com', 'a_b:81', '[fd00::1]:8080')),
});
const asked = fc.constantFrom(
  { service: 'smtp' },
  { service: 'imap', login: 'a "b" {c}' },
  { service: 'ftp', request: 'x y', receive: 'z' },
  { service: 'dns', request: 'www.example.com', receive: '1' },
  { type: 'connect' },
  { type: 'ping', count: 2 },
  { type: 'on' },
  { type: 'off' },
  { type: 'external', command: '/usr/local/bin/check' },
  { type: 'external-perl', command: '/usr/local/bin/check' },
  { type: 'connect', port: 81, timeout: 2 },
);

const check = fc
  .tuple(fc.oneof(page, asked), perhaps(seconds), perhaps(fc.integer({ min: 1, max: 4 })), perhaps(seconds))
  .map(([kind, interval, failurecount, negotiatetimeout]) => {
    const negotiates = !('type' in kind) || kind.type === 'negotiate' || kind.type === 3;
    return { ...kind, interval, failurecount, ...(negotiates ? { negotiatetimeout } : {}) };
  });

const service = fc
  .record({
    scheduler: fc.constantFrom(
      'rr',
      'wrr',
      'lc',
      'wlc',
      'lblc',
      'lblcr',
      'dh',
      'sh',
      'mh',
      'sed',
      'nq',
      'fo',
      'ovf',
      'twos',
    ),
    persistent: perhaps(fc.integer({ min: 1, max: 3600 })),
    forwarding: fc.constantFrom('gate', 'ipip'),
    check,
    quiescent: perhaps(fc.boolean()),
    fallback: perhaps(
      fc.record({ address: fc.constantFrom('127.0.0.1', '192.168.6.20'), port: perhaps(fc.constant(81)) }),
    ),
    fallbackcommand: perhaps(fc.constant('/usr/local/bin/last-resort')),
    comment: perhaps(fc.constantFrom('the shop {1}', 'a $b ~c @d !e', 'für alle')),
    real_servers: fc.uniqueArray(
      fc.record({
        address: real,
        weight: perhaps(fc.integer({ min: 0, max: 65_535 })),
        upper_threshold: perhaps(seconds),
      }),
      { selector: ({ address }) => address, maxLength: 3 },
    ),
  })
  .map((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));

/** Variables of a cluster, with whatever virtual services. */
export const inventories = fc
  .record({
    services: fc.array(service, { minLength: 1, maxLength: 4 }),
    udp: fc.boolean(),
    quiescent: fc.boolean(),
    checkinterval: seconds,
    weight: fc.integer({ min: 0, max: 3 }),
    keepalived: fc.record({
      advert_int: fc.constantFrom(0.2, 1, 0.05, 2.5),
      adverts: fc.constantFrom('unicast', 'multicast'),
      virtual_router_id: fc.integer({ min: 1, max: 255 }),
      alpha: fc.boolean(),
      track_script: fc.constantFrom([], [{ name: 'site', command: '/usr/local/bin/check -q', weight: -20 }]),
      track_interface: fc.constantFrom([], ['eth1'], [{ interface: 'eth1', weight: 5 }]),
      garp: fc.constantFrom({}, { master_delay: 5, master_refresh: 60, lower_prio_delay: 2 }),
    }),
  })
  .map(({ services, udp, quiescent, checkinterval, weight, keepalived }) => ({
    virtual_services: services.map((given, i) => ({
      ...given,
      name: `s${i}`,
      ...(i === 3 ? { fwmark: 7, check: { type: 'connect', port: 80 } } : { port: 8000 + i }),
      ...(udp && i === 1 ? { protocol: 'udp', check: { type: 'connect' } } : {}),
    })),
    ldirectord: { quiescent, checkinterval },
    weight,
    keepalived,
  }));
