import fc from 'fast-check';
import { ordinary } from './nasty.ts';

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}[a-z0-9]$/);
const port = fc.integer({ min: 1, max: 65535 });
const address = fc.integer({ min: 1, max: 254 }).map((end) => `192.168.6.${end}`);
const seconds = fc.integer({ min: 1, max: 60 });
const file = fc.stringMatching(/^\/[a-z]{1,6}\/[a-z.-]{1,8}$/);

const check = fc.oneof(
  fc.record(
    {
      type: fc.constant('negotiate'),
      service: fc.constantFrom('http', 'https', 'smtp', 'imap'),
      request: ordinary,
      receive: ordinary,
      login: ordinary,
      virtualhost: name,
      timeout: seconds,
    },
    { requiredKeys: ['type', 'service'] },
  ),
  fc.record({ type: fc.constantFrom('connect', 'ping', 'on', 'off'), timeout: seconds }, { requiredKeys: ['type'] }),
  fc.record({ type: fc.constantFrom('external', 'external-perl'), command: file }),
);

const realServer = fc.record(
  { address, weight: fc.integer({ min: 0, max: 65535 }), forwarding: fc.constantFrom('gate', 'masq', 'ipip') },
  { requiredKeys: ['address'] },
);

const service = fc.record(
  {
    ...{ name: name, port, check },
    scheduler: fc.constantFrom('rr', 'wrr', 'lc', 'wlc', 'sh', 'nq'),
    persistent: seconds,
    comment: ordinary,
    real_servers: fc.uniqueArray(realServer, { maxLength: 3, selector: (real) => real.address }),
    quiescent: fc.boolean(),
    emailalert: fc.array(fc.constantFrom('ops@example.org', 'root@localhost'), { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ['name', 'port', 'check'] },
);

const links = fc.uniqueArray(
  fc.oneof(
    fc.constant({ ucast: 'eth0' }),
    fc.constantFrom('eth1', 'br-lan.2').map((bcast) => ({ bcast })),
    fc.record({ serial: fc.constantFrom('/dev/ttyS0', '/dev/ttyUSB1'), baud: fc.constantFrom(9600, 19200) }),
    fc.record({ mcast: fc.constant('eth2'), group: fc.constant('239.0.0.1') }),
  ),
  { minLength: 1, maxLength: 3, selector: (link) => Object.keys(link)[0] },
);

const heartbeat = fc.record(
  {
    links,
    deadtime: seconds,
    auto_failback: fc.boolean(),
    udpport: port,
    key: fc.constant({ generate: true }),
    ping: fc.uniqueArray(address, { maxLength: 2 }),
  },
  { requiredKeys: ['links', 'deadtime', 'key'] },
);

const virtual = fc
  .uniqueArray(fc.integer({ min: 100, max: 254 }), { minLength: 1, maxLength: 4 })
  .map((ends) =>
    ends.length === 1
      ? { virtual_address: `192.168.6.${ends[0]}/24` }
      : { virtual_addresses: ends.map((end) => ({ name: `site-${end}`, address: `192.168.6.${end}/24` })) },
  );

const others = fc.record(
  {
    ...{ interface: fc.constant('eth0'), gateway: fc.constant('192.168.6.1') },
    heartbeat,
    virtual_services: fc.uniqueArray(service, { minLength: 1, maxLength: 4, selector: (one) => one.port }),
    demo_site: fc.boolean(),
    logging: fc.record({ facility: fc.constantFrom('local0', 'daemon'), file: fc.constant('/var/log/cluster.log') }),
    nobodys: ordinary,
  },
  { requiredKeys: ['interface', 'gateway', 'heartbeat', 'virtual_services'] },
);

const vars = fc.tuple(others, virtual).map(([rest, addresses]) => ({ ...rest, ...addresses }));

const host = fc.record({ name, end: fc.integer({ min: 2, max: 99 }), weight: fc.integer({ min: 0, max: 65535 }) });
type Hosts = readonly (typeof host extends fc.Arbitrary<infer T> ? T : never)[];

/** The first one or two are directors, all others real servers only. */
const hosts = fc.uniqueArray(host, {
  ...{ minLength: 2, maxLength: 4 },
  comparator: (a, b) => a.name === b.name || a.end === b.end,
});

const group = (members: Hosts) => ({
  hosts: Object.fromEntries(
    members.map(({ name, end, weight }) => [
      name,
      { ansible_host: `192.168.6.${end}`, ...(weight % 2 === 0 ? {} : { weight }) },
    ]),
  ),
});

/** An inventory as people write them. */
export const cluster = fc
  .record({ vars, hosts, directors: fc.integer({ min: 1, max: 2 }) })
  .map(({ vars, hosts, directors }) => ({
    all: {
      vars,
      children: { directors: group(hosts.slice(0, directors)), real_servers: group(hosts.slice(directors)) },
    },
  }));
