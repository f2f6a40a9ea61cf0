import { expect, test } from 'vitest';
import { HostError } from '../../../src/core/errors.ts';
import { platformOf } from '../../../src/platform/detect.ts';
import { parseFacts } from '../../../src/platform/facts/ask.ts';
import { answersOf } from './facts/hosts.ts';

const detect = (release: string, others: Readonly<Record<number, string>> = {}) =>
  platformOf('n1', parseFacts(answersOf(release, others)));

test.each(['debian-12', 'debian-13'])('%s is known', (release) => {
  expect(detect(release).name).toMatch(/^Debian GNU\/Linux 1[23]/);
});

test.each([
  ['debian-10', 'Debian GNU/Linux 10 (buster)'],
  ['debian-11', 'Debian GNU/Linux 11 (bullseye)'],
  ['debian-sid', 'Debian GNU/Linux forky/sid'],
  ['ubuntu-22.04', 'Ubuntu 22.04.2 LTS'],
  ['ubuntu-12.04', 'Ubuntu precise (12.04.5 LTS)'],
])('%s is refused by its name', (release, name) => {
  expect(() => detect(release)).toThrow(`n1: umctl does not yet know ${name}; it knows Debian 12 and 13; `);
});

const NM = { 4: 'ifup /sbin/ifup\nnm eth0:connected\n', 8: '1.42.2\n' };

test.each([
  ['almalinux-9', 'AlmaLinux 9.2 (Turquoise Kodkod)'],
  ['fedora-38', 'Fedora Linux 38 (Container Image)'],
])('%s is known where NetworkManager has its network', (release, name) => {
  expect(detect(release, NM).name).toBe(name);
  expect(() => detect(release)).toThrow(
    `umctl knows ${name} with NetworkManager only; here, the network is configured by`,
  );
});

test('NetworkManager has the virtual address in a profile of lo since 1.42, else a unit adds it', () => {
  const alias = (version: string) =>
    detect('almalinux-9', { ...NM, 8: version })
      .network.alias({ device: 'lo', label: 'lo:0', address: '192.168.6.240' }, [])
      .map(({ id }) => id);
  expect(alias('1.42.0')[0]).toBe('file /etc/NetworkManager/system-connections/umctl-lo-0.nmconnection');
  for (const version of ['1.40.16', ''])
    expect(alias(version).slice(0, 2)).toEqual(['file /etc/systemd/system/umctl-lo-0.service', 'service umctl-lo-0']);
});

test('a kernel with the hidden setting is silenced by that, others by arp_ignore on all', () => {
  const silence = (code: number) => {
    const answers = answersOf('almalinux-9', NM).map((answer, i) => (i === 10 ? { ...answer, code } : answer));
    return platformOf('n1', parseFacts(answers)).arpSilence().want['persisted'];
  };
  expect(silence(0)).toBe('net.ipv4.conf.all.hidden = 1\nnet.ipv4.conf.lo.hidden = 1\n');
  expect(silence(1)).toBe('net.ipv4.conf.all.arp_ignore = 1\nnet.ipv4.conf.all.arp_announce = 2\n');
});

test('a host without os-release is refused by its redhat-release, or as unknown', () => {
  expect(() => detect('none', { 2: 'CentOS release 5.11 (Final)\n' })).toThrow(
    'not yet know CentOS release 5.11 (Final)',
  );
  expect(() => detect('none')).toThrow('not yet know this system');
});

test('a set-up that umctl cannot work with is refused by its name, with what to do', () => {
  expect(() => detect('debian-13', { 4: 'netplan /etc/netplan/50-cloud-init.yaml\n' })).toThrow(
    'umctl knows Debian GNU/Linux 13 (trixie) with ifupdown only; here, the network is configured by netplan',
  );
  expect(() => detect('debian-12', { 3: '(init)\n' })).toThrow('with systemd only; here, the init system is sysvinit');
  const refused = (() => {
    try {
      return detect('ubuntu-22.04');
    } catch (error) {
      return error;
    }
  })();
  expect(refused).toBeInstanceOf(HostError);
  expect(refused).toMatchObject({
    failure: { host: 'n1', exit: 3, next: expect.stringContaining('Debian 12 and 13') },
  });
});
