import { expect, test } from 'vitest';
import { platformOf } from '../../../src/platform/detect.ts';
import { factsOf } from './facts/hosts.ts';

const asked =
  (allowed: readonly 'unknown distribution'[]) => (release: string, others: Readonly<Record<string, string>>) =>
    platformOf('n1', factsOf(release, others), undefined, new Set(allowed));
const detect = asked([]);
const allowing = asked(['unknown distribution']);

const NM = { network: 'ifup /sbin/ifup\nnm eth0:connected\n', networkManager: '1.42.2\n' };
const APT = { packagePrograms: 'apt-get\n' };
const DNF = { ...NM, packagePrograms: 'dnf\nyum\n' };

test.each([
  ['linuxmint-22.3', APT, 'Linux Mint 22.3', 'Ubuntu 22.04, 24.04 and 26.04 are, by its likeness to "ubuntu"'],
  ['ubuntu-20.04', APT, 'Ubuntu 20.04.1 LTS', 'Ubuntu 22.04, 24.04 and 26.04 are, by its likeness to "ubuntu"'],
  ['raspbian-12', APT, 'Raspbian GNU/Linux 12 (bookworm)', 'Debian 12 and 13 are, by its likeness to "debian"'],
  ['kali-2023.4', APT, 'Kali GNU/Linux Rolling', 'Debian 12 and 13 are, by its likeness to "debian"'],
  ['debian-sid', APT, 'Debian GNU/Linux forky/sid', 'Debian 12 and 13 are, by its likeness to "debian"'],
  ['cloudlinux-8', DNF, 'CloudLinux 8.10 (Vladimir Aksyonov)', 'Amazon Linux 2023 are, by its likeness to "rhel"'],
  ['amazon-2', { ...NM, packagePrograms: 'yum\n' }, 'Amazon Linux 2', '5 to 7 are, by its likeness to "centos"'],
])('%s is set up by its likeness where that is let pass, and the plan says so', (release, answers, name, likeness) => {
  const platform = allowing(release, answers);
  expect([platform.name, platform.remark]).toEqual([name, expect.stringContaining(likeness)]);
  const refusal = (() => {
    try {
      return detect(release, answers);
    } catch (error) {
      return error;
    }
  })();
  expect(refusal).toMatchObject({
    failure: { next: expect.stringMatching(/ have it set up as .* with --allow-unknown-distribution$/) },
  });
});

test.each([
  ['opensuse-leap-15.6', { packagePrograms: '' }],
  ['openeuler-20.03', DNF],
  // Its kin’s packages are by another program.
  ['linuxmint-22.3', DNF],
])('%s is like nothing that umctl knows', (release, answers) => {
  expect(() => allowing(release, answers)).toThrow('umctl does not yet know');
});

test('the refusal of a system with a package program of its own names that', () => {
  expect(() => allowing('opensuse-leap-15.6', { packagePrograms: 'zypper\n' })).toThrow(
    'umctl does not yet know openSUSE Leap 15.6, whose packages are installed by zypper; it knows Debian',
  );
});

test('a system that is known, and takes no packages by its usual program, is refused with the reason', () => {
  const fedora = (programs: string) => () => detect('fedora-43', { ...NM, packagePrograms: programs });
  expect(fedora('dnf\n')().name).toMatch(/^Fedora/);
  // Fedora CoreOS, Silverblue and bootc have dnf, too.
  for (const image of ['image\n', 'dnf\nimage\n'])
    expect(fedora(image)).toThrow('here, the system is an image (rpm-ostree, bootc)');
  expect(fedora('microdnf\n')).toThrow('(microdnf install dnf); here, packages are installed by microdnf');
  expect(fedora('dnf\nmicrodnf\n')().name).toMatch(/^Fedora/);
});

test('what is known is not said to be like anything', () => {
  expect(allowing('debian-12', APT).remark).toBeUndefined();
});

const NETWORKD = { network: 'ifup /sbin/ifup\nnetworkd 2 ens5 ether routable configured\n' };

test.each(['amazon-2023', 'fedora-43', 'ubuntu-26.04', 'debian-13'])(
  '%s is known where networkd has its network',
  (release) => {
    expect(detect(release, NETWORKD).name).toMatch(/^(Amazon|Fedora|Ubuntu|Debian)/);
  },
);

test('a host that says nothing is refused as unknown', () => {
  expect(() => detect('none', {})).toThrow('not yet know this system');
});
