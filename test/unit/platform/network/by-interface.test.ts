import { expect, test } from 'vitest';
import { alias } from '../../../../src/platform/capabilities/alias.ts';
import { defaultRoute } from '../../../../src/platform/capabilities/default-route.ts';
import { platformOf } from '../../../../src/platform/detect.ts';
import { factsOf } from '../facts/hosts.ts';

/** What the roles' wishes for lo and eth0 become on a host with these traces of owners: the ids of the resources that matter. */
const wanted = (release: string, traces: readonly string[], others: Readonly<Record<string, string>> = {}) => {
  const facts = factsOf(release, { network: `${traces.join('\n')}\n`, ...others });
  const platform = platformOf('n1', facts);
  return [
    platform.want(alias, { device: 'lo', label: 'lo:0', addresses: ['192.168.6.240'], after: [] })[0]?.id,
    platform.want(defaultRoute, { gateway: '192.168.6.1', device: 'eth0' })[0]?.probe.text,
  ] as const;
};

const NETPLAN = 'netplan has eth0 ethernets networkd eth0';
const IFUPDOWN = ['interfaces', 'ifup /usr/sbin/ifup'];
const NETWORKD = 'networkd 2 eth0 ether routable configured';
const NM = 'nm eth0:connected';

test.each([
  ['all by ifupdown', IFUPDOWN, 'sole stanza lo:0', '/etc/network/interfaces'],
  ['lo by ifupdown, eth0 by networkd', [...IFUPDOWN, 'ifstate lo=lo', NETWORKD], 'sole stanza lo:0', 'cat-config'],
  [
    'ifupdown is there and has brought up nothing',
    ['interfaces', 'ifup /usr/sbin/ifup', NETWORKD],
    'file /etc/systemd/network/05-umctl-lo-0.network',
    'cat-config',
  ],
  ['lo by ifupdown, eth0 by NetworkManager', [...IFUPDOWN, 'ifstate lo=lo', NM], 'sole stanza lo:0', 'nmcli'],
  [
    'eth0 by ifupdown, unmanaged by NetworkManager, which has another one',
    [...IFUPDOWN, 'ifstate lo=lo', 'ifstate eth0=eth0', 'nm eth0:unmanaged', 'nm eth1:connected'],
    'sole stanza lo:0',
    '/etc/network/interfaces',
  ],
  [
    'all by netplan over networkd',
    [NETPLAN, NETWORKD],
    'file /etc/netplan/99-umctl-lo-0.yaml',
    '/etc/netplan/99-umctl',
  ],
  [
    'netplan over NetworkManager',
    ['netplan has eth0 ethernets NetworkManager eth0', NM],
    'file /etc/systemd/system/umctl-lo-0.service',
    '/etc/netplan/99-umctl',
  ],
  [
    'netplan in its folder only, and a profile of NetworkManager’s own',
    ['netplan /etc/netplan/01-network-manager-all.yaml', NM],
    'file /etc/systemd/system/umctl-lo-0.service',
    'nmcli',
  ],
] as const)('%s', (_, traces, forLo, forEth0) => {
  const made = traces.find((line) => line.startsWith('netplan has '))?.slice('netplan has '.length) ?? '';
  const [lo, eth0] = wanted('debian-12', traces, {
    netplan: `${made}\n`,
    networkFiles: 'eth0 /etc/systemd/network/20-wired.network\n',
  });
  expect(lo).toBe(forLo);
  expect(eth0).toContain(forEth0);
});

test('another interface may have another owner, and one that umctl knows no provider for on this system is refused', () => {
  const facts = factsOf('almalinux-9', {
    network: `${NM}\nnm eth1:unmanaged\nnetworkd 3 eth1 ether routable configured\n`,
  });
  const want = () => platformOf('n1', facts).want(defaultRoute, { gateway: '192.168.6.1', device: 'eth1' });
  expect(want).not.toThrow();
  const others = factsOf('debian-12', {
    network: 'network-scripts /etc/rc3.d/S10network\nnetworkd 2 eth0 ether routable configured\n',
  });
  expect(() => platformOf('n1', others)).toThrow('the network is configured by network-scripts');
});
