import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ldirectord } from '../../../roles/ldirectord/software.ts';
import { HostError } from '../../../src/core/errors.ts';
import { baseFacts } from '../../../src/core/facts.ts';
import type { Software } from '../../../src/core/software.ts';
import { alias } from '../../../src/platform/capabilities/alias.ts';
import { arpSilence } from '../../../src/platform/capabilities/arp-silence.ts';
import { kernelModules } from '../../../src/platform/capabilities/kernel-modules.ts';
import { packages } from '../../../src/platform/capabilities/packages.ts';
import { reloadCommand } from '../../../src/platform/capabilities/reload-command.ts';
import { startCommand } from '../../../src/platform/capabilities/start-command.ts';
import { syslog } from '../../../src/platform/capabilities/syslog.ts';
import { platformOf } from '../../../src/platform/detect.ts';
import { openNode } from '../resources/node.ts';
import { factsOf, osRelease, redhatRelease } from './facts/hosts.ts';

const detect = (release: string, others: Readonly<Record<string, string>> = {}) =>
  platformOf('n1', factsOf(release, others));

const installs = ({ want }: ReturnType<typeof detect>, software: Software) =>
  want(packages, [software]).flatMap((resource) => Object.keys(resource.want));

test.each(['debian-12', 'debian-13'])('%s is known, whatever of Red Hat’s it has installed', (release) => {
  for (const redhat of ['', 'CentOS release 6.10 (Final)\n'])
    expect(detect(release, { redhatRelease: redhat }).name).toMatch(/^Debian GNU\/Linux 1[23]/);
});

test.each([
  ['debian-10', 'Debian GNU/Linux 10 (buster)'],
  ['debian-11', 'Debian GNU/Linux 11 (bullseye)'],
  ['debian-sid', 'Debian GNU/Linux forky/sid'],
  ['amazon-2', 'Amazon Linux 2'],
  ['ubuntu-20.04', 'Ubuntu 20.04.1 LTS'],
  ['ubuntu-12.04', 'Ubuntu precise (12.04.5 LTS)'],
  ['opensuse-leap-15.6', 'openSUSE Leap 15.6'],
  ['opensuse-leap-16.0', 'openSUSE Leap 16.0'],
  ['sles-15.3', 'SUSE Linux Enterprise Server 15 SP3'],
  ['openeuler-20.03', 'openEuler 20.03 (LTS-SP2)'],
])('%s is refused by its name', (release, name) => {
  expect(() => detect(release)).toThrow(`n1: umctl does not yet know ${name}; it knows Debian 12 and 13; `);
});

test('Debian without systemd, and Devuan, have init scripts that know how to reload', () => {
  const reload = { service: 'heartbeat', command: '/x -r' };
  expect(detect('debian-12').want(reloadCommand, reload)).not.toEqual([]);
  expect(detect('debian-12', { init: '(init)\n' }).want(reloadCommand, reload)).toEqual([]);
  expect(detect('devuan-5', { init: '(init)\n' }).name).toBe('Devuan GNU/Linux 5 (daedalus)');
});

const NM = { network: 'ifup /sbin/ifup\nnm eth0:connected\n', networkManager: '1.42.2\n' };

test.each([
  ['almalinux-8', 'AlmaLinux 8.10 (Cerulean Leopard)'],
  ['almalinux-9', 'AlmaLinux 9.2 (Turquoise Kodkod)'],
  ['almalinux-10', 'AlmaLinux 10.0 (Purple Lion)'],
  ['rocky-8', 'Rocky Linux 8.10 (Green Obsidian)'],
  ['rocky-9', 'Rocky Linux 9.5 (Blue Onyx)'],
  ['rhel-8', 'Red Hat Enterprise Linux 8.10 (Ootpa)'],
  ['rhel-9', 'Red Hat Enterprise Linux 9.3 (Plow)'],
  ['rhel-10', 'Red Hat Enterprise Linux 10.0 (Coughlan)'],
  ['rocky-10', 'Rocky Linux 10.0 (Red Quartz)'],
  ['centos-stream-8', 'CentOS Stream 8'],
  ['centos-stream-9', 'CentOS Stream 9'],
  ['centos-stream-10', 'CentOS Stream 10'],
  ['oracle-8', 'Oracle Linux Server 8.9'],
  ['fedora-38', 'Fedora Linux 38 (Container Image)'],
  ['fedora-41', 'Fedora Linux 41 (Container Image)'],
  ['fedora-43', 'Fedora Linux 43 (Server Edition)'],
  ['oracle-9', 'Oracle Linux Server 9.5'],
  ['oracle-10', 'Oracle Linux Server 10.0'],
  ['amazon-2023', 'Amazon Linux 2023.10.20260202'],
])('%s is known where NetworkManager has its network', (release, name) => {
  expect(detect(release, { ...NM, redhatRelease: redhatRelease('centos-7') }).name).toBe(name);
  expect(() => detect(release)).toThrow(
    `umctl knows ${name} with NetworkManager or networkd only; here, the network is configured by`,
  );
});

const SCRIPTS = { init: '(init)\n', network: 'network-scripts /etc/rc3.d/S10network\n' };
const EL7 = { redhatRelease: redhatRelease('centos-7'), network: SCRIPTS.network };

test.each([
  ['none', 'centos-5', 'CentOS release 5.11 (Final)', '(init)'],
  ['none', 'centos-6', 'CentOS release 6.10 (Final)', '(init)'],
  ['none', 'rhel-5', 'Red Hat Enterprise Linux Server release 5.11 (Tikanga)', '(init)'],
  ['none', 'rhel-6', 'Red Hat Enterprise Linux Server release 6.10 (Santiago)', '(init)'],
  ['none', 'scientific-6', 'Scientific Linux release 6.4 (Carbon)', '(init)'],
  ['centos-7', 'centos-7', 'CentOS Linux 7 (Core)', 'systemd'],
  ['rhel-7', 'centos-7', 'Red Hat Enterprise Linux Server 7.4 (Maipo)', 'systemd'],
])('%s, %s: %s is known where network scripts have its network', (release, file, name, init) => {
  const answers = { ...SCRIPTS, redhatRelease: redhatRelease(file), init: `${init}\n` };
  expect(detect(release, answers).name).toBe(name);
  expect(() => detect(release, { ...answers, network: 'interfaces\nifup /sbin/ifup\n' })).toThrow(
    `umctl knows ${name} with network scripts`,
  );
});

test('EL 5 keeps the syslog that it has', () => {
  const five = (others: object) => detect('none', { ...SCRIPTS, redhatRelease: redhatRelease('centos-5'), ...others });
  const told = (platform: ReturnType<typeof detect>) => {
    const { service, software } = platform.ask(syslog);
    return [service, ...installs(platform, software), ...platform.want(syslog, '').map(({ id }) => id)];
  };
  // By the code, as the question has no other answer.
  expect(told(five({ sysklogd: '' }))).toEqual(['syslog', 'sysklogd', 'block /etc/syslog.conf logs']);
  const [service, field, ...resources] = told(five({}));
  expect([service, field, resources.length]).toEqual(['rsyslog', 'rsyslog', 3]);
  const six = detect('none', { ...SCRIPTS, redhatRelease: redhatRelease('centos-6'), sysklogd: '' });
  expect(told(six)).toEqual(['rsyslog', 'rsyslog', 'file /etc/rsyslog.d/60-umctl.conf']);
});

test('EL 7 with NetworkManager alone takes one that tells where its profiles are', () => {
  const nm = (version: string) => detect('rhel-7', { network: 'nm eth0:connected\n', networkManager: `${version}\n` });
  expect(nm('1.12.0').name).toContain('7.4');
  for (const version of ['1.0.6', '1.10.2'])
    expect(() => nm(version)).toThrow(
      `NetworkManager since 1.12.0 or network scripts only (chkconfig network on); here, it is NetworkManager ${version}`,
    );
  expect(
    detect('rhel-7', { network: `${SCRIPTS.network}nm eth0:connected\n`, networkManager: '1.0.6\n' }).name,
  ).toContain('7.4');
});

test('AlmaLinux is what its os-release says, though it has a /etc/centos-release of another system', async () => {
  const node = await openNode();
  try {
    writeFileSync(join(node.etc, 'os-release'), osRelease('almalinux-9').stdout);
    for (const name of ['centos-release', 'redhat-release', 'system-release'])
      writeFileSync(join(node.etc, name), redhatRelease('centos-7'));
    const said = { os: await node.run(baseFacts.os.ask), redhatRelease: await node.run(baseFacts.redhatRelease.ask) };
    expect(platformOf('n1', factsOf('none', { ...NM, ...said })).name).toBe('AlmaLinux 9.2 (Turquoise Kodkod)');
  } finally {
    await node.close();
  }
});

test.each([
  ['Red Hat Enterprise Linux AS release 4 (Nahant Update 8)'],
  ['Fedora release 16 (Verne)'],
  ['Some Linux release 6.1'],
])('%s is refused by its name', (name) => {
  expect(() => detect('none', { ...SCRIPTS, redhatRelease: `${name}\n` })).toThrow(
    `n1: umctl does not yet know ${name}; it knows`,
  );
});

test('the tools of a legacy host follow from its init system', () => {
  const ids = (answers: Readonly<Record<string, string>>, release: string) => {
    const platform = detect(release, answers);
    const reload = platform.want(reloadCommand, { service: 'heartbeat', command: '/x -r' });
    const start = platform.want(startCommand, { service: 'ldirectord', command: '/x', environment: 'A=b' });
    const modules = platform.want(kernelModules, ['ip_vs']).flatMap(({ files }) => files ?? []);
    return [...modules, reload.length, start.length, ...installs(platform, ldirectord)];
  };
  const five = { ...SCRIPTS, redhatRelease: 'CentOS release 5.11 (Final)\n' };
  expect(ids(five, 'none')).toEqual(['/etc/sysconfig/modules/ip_vs.modules', 0, 0, 'heartbeat-ldirectord']);
  expect(ids(EL7, 'centos-7')).toEqual(['/etc/modules-load.d/ip_vs.conf', 3, 3, 'ldirectord']);
});

test('NetworkManager has the virtual address in a profile of lo since 1.42, else a unit adds it', () => {
  const added = (version: string) =>
    detect('almalinux-9', { ...NM, networkManager: version })
      .want(alias, { device: 'lo', label: 'lo:0', addresses: ['192.168.6.240'], after: [] })
      .map(({ id }) => id);
  expect(added('1.42.0')[1]).toBe('file /etc/NetworkManager/system-connections/umctl-lo-0.nmconnection');
  for (const version of ['1.40.16', ''])
    expect(added(version).slice(0, 2)).toEqual(['file /etc/systemd/system/umctl-lo-0.service', 'service umctl-lo-0']);
});

test('a kernel with the hidden setting is silenced by that, others by arp_ignore on all', () => {
  const silence = (code: number) => {
    const facts = factsOf('almalinux-9', { ...NM, hiddenArp: { code, stdout: '', stderr: '' } });
    return platformOf('n1', facts).want(arpSilence, { device: 'lo' })[0]?.want['persisted'];
  };
  expect(silence(0)).toBe('net.ipv4.conf.all.hidden = 1\nnet.ipv4.conf.lo.hidden = 1\n');
  expect(silence(1)).toBe('net.ipv4.conf.all.arp_ignore = 1\nnet.ipv4.conf.all.arp_announce = 2\n');
});

test('a set-up that umctl cannot work with is refused by its name, with what to do', () => {
  expect(() => detect('debian-13', { network: 'ifup /sbin/ifup\n' })).toThrow(
    'with NetworkManager, netplan, networkd or ifupdown only; here, the network is configured by nobody',
  );
  expect(() => detect('debian-12', { init: '(runit)\n' })).toThrow(
    'with systemd or SysV init only; here, it is neither',
  );
  const refused = (() => {
    try {
      return detect('ubuntu-20.04');
    } catch (error) {
      return error;
    }
  })();
  expect(refused).toBeInstanceOf(HostError);
  expect(refused).toMatchObject({
    failure: { host: 'n1', exit: 3, next: expect.stringContaining('Debian 12 and 13') },
  });
});
