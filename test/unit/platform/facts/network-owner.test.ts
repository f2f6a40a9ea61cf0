import { expect, test } from 'vitest';
import { network } from '../../../../src/platform/providers/network/owners.ts';

test.each([
  ['ifupdown', ['ifup /usr/sbin/ifup', 'interfaces']],
  ['ifupdown', ['ifup /sbin/ifup', 'nm lo:connected (externally)', 'nm eth0:unmanaged', 'interfaces']],
  ['NetworkManager', ['ifup /usr/sbin/ifup', 'nm eth0:connected', 'nm lo:connected (externally)', 'interfaces']],
  // As NetworkManager 1.52.1 says while no DHCP server answers, with another interface that an admin brought up by hand.
  [
    'NetworkManager',
    [
      'nm eth0:connecting (getting IP configuration)',
      'nm br9:connected (externally)',
      'nm eth3:unmanaged',
      'interfaces',
    ],
  ],
  ['unknown', ['nm br9:connected (externally)', 'nm eth1:disconnected', 'nm eth3:unmanaged']],
  ['NetworkManager', ['ifup /usr/libexec/nm-ifup']],
  ['network-scripts', ['network-scripts /etc/rc3.d/S10network', 'ifup /usr/sbin/ifup', 'nm eth0:unmanaged']],
  [
    'netplan',
    [
      'netplan /etc/netplan/50-cloud-init.yaml',
      'netplan has ens3 ethernets networkd ens3',
      'ifup /sbin/ifup',
      'networkd 2 ens3 ether routable configured',
    ],
  ],
  [
    'networkd',
    [
      'ifup /usr/sbin/ifup',
      'networkd 1 lo   loopback carrier  unmanaged',
      'networkd 2 ens3 ether    routable configured',
      'interfaces',
    ],
  ],
  // As on a host with ifupdown2 3.0.0, which Proxmox VE has.
  ['ifupdown2', ['ifup /usr/share/ifupdown2/__main__.py', 'interfaces']],
  ['unknown', ['ifup /sbin/ifup', 'networkd 1 lo loopback carrier configured', 'nm lo:connected']],
  ['unknown', []],
])('%s', (owner, traces) => {
  expect(network.parse({ code: 0, stdout: traces.map((trace) => `${trace}\n`).join(''), stderr: '' })).toBe(owner);
});
