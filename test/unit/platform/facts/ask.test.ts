import { expect, test } from 'vitest';
import { served, servedAddresses } from '../../../../src/cluster/facts/served.ts';
import { read } from '../../../../src/core/fact.ts';
import { NO_FIREWALL } from '../firewall/none.ts';
import { askedFacts, factsOf, readFacts } from './hosts.ts';

test('a bare lab host', () => {
  expect(factsOf('debian-12')).toEqual({
    nodeName: 'n1',
    kernel: '7.2.7',
    machine: 'x86_64',
    uid: 0,
    os: {
      id: 'debian',
      idLike: [],
      versionId: '12',
      codename: 'bookworm',
      prettyName: 'Debian GNU/Linux 12 (bookworm)',
    },
    redhatRelease: '',
    init: 'systemd',
    network: 'ifupdown',
    interfaceOwners: {},
    netplan: {},
    networkFiles: {},
    keepConfiguration: {},
    networkManager: '',
    profiles: [],
    firewall: NO_FIREWALL,
    selinux: 'disabled',
    hiddenArp: false,
    sysklogd: false,
    interfaces: ['eth0', 'lo'],
    addresses: [
      { device: 'lo', label: 'lo', address: '127.0.0.1', prefix: 8 },
      { device: 'eth0', label: 'eth0', address: '192.168.6.2', prefix: 24 },
    ],
    defaultRoutes: [{ gateway: '192.168.6.1', device: 'eth0' }],
    ipvs: true,
    packagePrograms: [],
    stacks: [],
    keepalived: {},
  });
  const order =
    'nodeName kernel machine uid boot os redhatRelease init network networkManager profiles firewall selinux hiddenArp ';
  expect(askedFacts.map(({ id }) => id).join(' ')).toBe(
    `${order}sysklogd interfaces addresses defaultRoutes interfaceOwners netplan networkFiles keepConfiguration packagePrograms served ipvs stacks keepalived`,
  );
});

test('what runs NetworkManager and SELinux, and where profiles are', () => {
  // As nmcli 1.42.4 printed it; the profile of d0 is called `a:b c`.
  const profiles =
    'eth0:/etc/NetworkManager/system-connections/eth0.nmconnection\n' +
    'lo:/run/NetworkManager/system-connections/lo.nmconnection\n' +
    'd0:/etc/NetworkManager/system-connections/a\\:b c.nmconnection\n';
  expect(factsOf('almalinux-9', { networkManager: '1.42.4\n', selinux: '1\n', profiles })).toMatchObject({
    networkManager: '1.42.4',
    selinux: 'enforcing',
    profiles: [
      { device: 'eth0', file: '/etc/NetworkManager/system-connections/eth0.nmconnection' },
      { device: 'lo', file: '/run/NetworkManager/system-connections/lo.nmconnection' },
      { device: 'd0', file: '/etc/NetworkManager/system-connections/a:b c.nmconnection' },
    ],
  });
});

test('an old host without os-release, run by Upstart', () => {
  const facts = factsOf('none', { redhatRelease: 'CentOS release 6.10 (Final)\n', init: '(init)\n' });
  expect(facts).toMatchObject({ redhatRelease: 'CentOS release 6.10 (Final)', init: 'sysvinit' });
  expect(facts.os).toEqual({ id: '', idLike: [], versionId: '', codename: '', prettyName: '' });
});

test.each([
  ['debian-13', { id: 'debian', versionId: '13', codename: 'trixie' }],
  ['debian-sid', { id: 'debian', versionId: '', codename: 'forky' }],
  ['ubuntu-22.04', { id: 'ubuntu', idLike: ['debian'], versionId: '22.04' }],
  ['almalinux-9', { id: 'almalinux', idLike: ['rhel', 'centos', 'fedora'], versionId: '9.2', codename: '' }],
  ['fedora-38', { id: 'fedora', versionId: '38', codename: '', prettyName: 'Fedora Linux 38 (Container Image)' }],
])('os-release of %s', (release, os) => {
  expect(factsOf(release).os).toMatchObject(os);
});

test('a host that answers nothing is unknown, not wrong', () => {
  expect(readFacts({})).toMatchObject({
    nodeName: '',
    uid: Number.NaN,
    init: 'unknown',
    network: 'unknown',
    ipvs: false,
  });
});

test('routes without a gateway, and several next hops', () => {
  const routes =
    'default dev ppp0 scope link \ndefault proto static metric 5 \n\tnexthop via 10.0.0.1 dev eth0 weight 1 \n';
  expect(factsOf('debian-12', { defaultRoutes: routes }).defaultRoutes).toEqual([
    { device: 'ppp0' },
    { gateway: '10.0.0.1', device: 'eth0' },
  ]);
});

test('labels, flags, peers and names of VLANs', () => {
  const addresses =
    '1: lo    inet 192.168.6.240/32 scope global lo:0\\       valid_lft forever preferred_lft forever\n' +
    '3: eth0.5@eth0    inet 10.0.5.1/24 brd 10.0.5.255 scope global secondary dynamic eth0.5:vip\\       valid_lft 5sec\n' +
    '4: tun0    inet 10.8.0.1 peer 10.8.0.2/32 scope global tun0\\       valid_lft forever preferred_lft forever\n';
  expect(factsOf('debian-12', { addresses }).addresses).toEqual([
    { device: 'lo', label: 'lo:0', address: '192.168.6.240', prefix: 32 },
    { device: 'eth0.5', label: 'eth0.5:vip', address: '10.0.5.1', prefix: 24 },
    { device: 'tun0', label: 'tun0', address: '10.8.0.1', prefix: 32 },
  ]);
});

test('the virtual address that the cluster has had, by its list of members', () => {
  const members = '# Written by umctl\naddress 192.168.6.240\nmember n1\n';
  expect(read(factsOf('debian-12', { served: members }), served)).toBe('192.168.6.240');
  const both = factsOf('debian-12', { served: `${members}address fd00:6::240\n` });
  expect(servedAddresses(both)).toEqual(['192.168.6.240', 'fd00:6::240']);
  expect(servedAddresses(factsOf('debian-12'))).toEqual([]);
  expect(JSON.parse(JSON.stringify(factsOf('debian-12')))).not.toHaveProperty('served');
});
