import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { platformOf } from '../../../src/platform/detect.ts';
import { factsOf, osRelease } from './facts/hosts.ts';

/** Hosts that have what their kin has: a package program, and an owner of the network. */
const HOSTS = {
  apt: { packagePrograms: 'apt-get\n', network: 'networkd 2 ens5 ether routable configured\n' },
  dnf: { packagePrograms: 'dnf\nyum\n', network: 'nm eth0:connected\n', networkManager: '1.42.2\n' },
  yum: { packagePrograms: 'yum\n', network: 'network-scripts /etc/rc3.d/S10network\n' },
  zypper: { packagePrograms: 'zypper\n' },
} as const;

const ALLOWED = new Set(['unknown distribution'] as const);

const judged = (release: string, host: keyof typeof HOSTS): string => {
  try {
    return platformOf('n1', factsOf(release, HOSTS[host]), undefined, ALLOWED).remark ?? 'known';
  } catch (error) {
    return String(error);
  }
};

const RHEL =
  /set up as RHEL, CentOS, AlmaLinux, Rocky and Oracle Linux 8 to 10, .* by its likeness to "(rhel|fedora)"$/;
const EL7 = /set up as RHEL, CentOS, Scientific and Oracle Linux 5 to 7 are, by its likeness to "(centos|rhel)"$/;
const UBUNTU = /set up as Ubuntu .* are, by its likeness to "ubuntu"$/;
const DEBIAN = /set up as Debian 12 and 13 are, by its likeness to "debian"$/;
const KNOWN = /^known$/;
const REFUSED = /umctl does not yet know /;

test.each([
  ['eurolinux-9', 'dnf', RHEL],
  ['virtuozzo-9', 'dnf', RHEL],
  ['miraclelinux-9', 'dnf', RHEL],
  ['anolis-8.8', 'dnf', RHEL],
  ['opencloudos-8', 'dnf', RHEL],
  ['tencentos-3', 'dnf', RHEL],
  ['tencentos-4.2', 'dnf', REFUSED],
  ['openeuler-24.03', 'dnf', REFUSED],
  ['azurelinux-3.0', 'dnf', REFUSED],
  ['photon-5.0', 'dnf', REFUSED],
  ['centos-8', 'dnf', KNOWN],
  ['fedora-36-server', 'dnf', KNOWN],
  ['fedora-40-cloud', 'dnf', KNOWN],
  ['fedora-42', 'dnf', KNOWN],
  ['eurolinux-7', 'yum', EL7],
  ['cloudlinux-7', 'yum', EL7],
  ['xcp-ng-8.2', 'yum', EL7],
  ['amazon-2018.03', 'yum', EL7],
  ['oracle-7', 'yum', KNOWN],
  ['scientific-7', 'yum', KNOWN],
  // It says that it is Red Hat's.
  ['scientific-7.2', 'yum', KNOWN],
  ['ubuntu-25.10', 'apt', UBUNTU],
  ['pop-22.04', 'apt', UBUNTU],
  ['zorin-17', 'apt', UBUNTU],
  ['neon-22.04', 'apt', UBUNTU],
  ['lmde-6', 'apt', DEBIAN],
  ['parrot-5.3', 'apt', DEBIAN],
  ['armbian-10', 'apt', DEBIAN],
  ['altlinux-10.1', 'apt', REFUSED],
  ['opensuse-tumbleweed', 'zypper', REFUSED],
  ['sles-15.7', 'zypper', REFUSED],
  ['sles-12.5', 'zypper', REFUSED],
] as const)('%s with %s', (release, host, expected) => {
  expect(judged(release, host)).toMatch(expected);
});

test('every os-release of the tests says where it is from, and is judged by its name', () => {
  const names = readdirSync(join(import.meta.dirname, 'facts/os-release'));
  expect(names.length).toBeGreaterThan(70);
  for (const name of names) {
    const { stdout } = osRelease(name);
    expect(stdout, name).toMatch(/^# (github\.com\/|Debian, |Ubuntu, |as a host printed it)/);
    const [, pretty = name] = /^PRETTY_NAME=["']?(.*?)["']?$/m.exec(stdout) ?? [];
    for (const host of ['apt', 'dnf', 'yum', 'zypper'] as const)
      expect(judged(name, host)).toMatch(new RegExp(`^known$|${pretty.replace(/[()!+]/g, '\\$&')}`));
  }
});
