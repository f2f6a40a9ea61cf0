import { expect, test } from 'vitest';
import { factRows } from '../../../src/core/fact-rows.ts';
import type { Facts } from '../../../src/core/facts.ts';
import type { State } from '../../../src/core/resource.ts';
import { formatFacts } from '../../../src/output/facts.ts';
import { uncoloured } from '../../../src/output/paint.ts';
import { askedFacts } from '../platform/facts/hosts.ts';
import { NO_FIREWALL } from '../platform/firewall/none.ts';

const facts: Facts = {
  nodeName: 'ultra1',
  kernel: '6.12.9',
  machine: 'x86_64',
  uid: 0,
  os: { id: 'debian', idLike: [], versionId: '12', codename: 'bookworm', prettyName: 'Debian GNU/Linux 12 (bookworm)' },
  redhatRelease: '',
  init: 'systemd',
  network: 'ifupdown',
  interfaceOwners: {},
  networkManager: '',
  profiles: [],
  firewall: NO_FIREWALL,
  selinux: 'disabled',
  hiddenArp: false,
  sysklogd: false,
  addresses: [
    { device: 'lo', label: 'lo', address: '127.0.0.1', prefix: 8 },
    { device: 'lo', label: 'lo:0', address: '192.168.6.240', prefix: 32 },
  ],
  defaultRoutes: [{ gateway: '192.168.6.1', device: 'eth0' }],
  ipvs: true,
  stacks: [],
  keepalived: {},
};

const show = (of: Facts, packages: State = {}): string =>
  formatFacts({ host: 'n1', rows: factRows(askedFacts, of), packages }, uncoloured).join('\n');

test('facts are a table, several values under one name', () => {
  expect(show(facts, { heartbeat: 'not offered', rsyslog: 'installed' })).toBe(
    `
n1
  node name      ultra1
  system         Debian GNU/Linux 12 (bookworm)
  kernel         6.12.9 x86_64
  IPVS           yes
  init           systemd
  network        ifupdown
  firewall       none
  SELinux        disabled
  user id        0
  address        127.0.0.1/8 on lo
                 192.168.6.240/32 on lo:0
  default route  192.168.6.1 on eth0
  keepalived     not installed
  package        heartbeat: not offered
                 rsyslog: installed`.slice(1),
  );
});

test('a host without os-release is named by its redhat-release, one without a default route says so', () => {
  const old = {
    ...facts,
    os: { ...facts.os, prettyName: '' },
    redhatRelease: 'CentOS release 6.10',
    defaultRoutes: [],
  };
  const text = show(old);
  expect(text).toContain('system         CentOS release 6.10\n');
  expect(text).toContain('default route  none');
});

test('a login that is not root is told what the other commands need', () => {
  const text = show({ ...facts, uid: 1000 });
  expect(text).toContain(
    'user id        1000, not root: all commands but this one need ansible_become: true (or ansible_user: root)\n',
  );
});

test('what NetworkManager, an old kernel and an old syslog add', () => {
  const more = {
    networkManager: '1.42.4',
    profiles: [
      { device: 'eth0', file: '/a' },
      { device: 'lo', file: '/b' },
    ],
    hiddenArp: true,
    sysklogd: true,
  };
  expect(show({ ...facts, ...more })).toContain(
    `
  network        ifupdown (NetworkManager 1.42.4 runs)
  profile        /a for eth0
                 /b for lo
  firewall       none
  SELinux        disabled
  ARP            the kernel has 'hidden'
  syslog         sysklogd
  user id        0
`,
  );
});
