import semver from 'semver';
import type { Facts } from '../../core/facts.ts';
import type { Platform, Software } from '../../core/platform.ts';
import { packages } from '../../resources/package.ts';
import { service } from '../../resources/service.ts';
import { systemdBoot } from '../providers/boot/systemd.ts';
import { nginxConf } from '../providers/demo/nginx.ts';
import { rsyslogRules } from '../providers/logs/rsyslog.ts';
import { arpSilence } from '../providers/network/arp.ts';
import { makesNetwork } from '../providers/network/files.ts';
import { networkManagerBeforeLoopback } from '../providers/network/nm/before-loopback.ts';
import { networkManager } from '../providers/network/nm/network.ts';
import { dnf } from '../providers/packages/rpm.ts';
import { rpmRepositories } from '../providers/packages/rpm-repositories.ts';
import { forgetFiles } from '../providers/services/forget.ts';
import { systemd, systemdRuns } from '../providers/services/systemd.ts';
import { systemdReload } from '../providers/services/systemd-reload.ts';
import { systemdShutsDown, systemdStart } from '../providers/services/systemd-start.ts';
import type { Distribution } from './distribution.ts';

/** The packages of each software; the first is the one that its configuration belongs to. */
const PACKAGES: Readonly<Record<Software, readonly [string, ...string[]]>> = {
  heartbeat: ['heartbeat'],
  ldirectord: ['ldirectord'],
  ipvsadm: ['ipvsadm'],
  arping: ['iputils'],
  syslog: ['rsyslog'],
  'web server': ['nginx', 'openssl'],
  'ftp server': ['vsftpd'],
  'dns checks': ['perl-Net-DNS'],
  'ldap checks': ['perl-LDAP'],
  'mysql checks': ['perl-DBD-MySQL'],
  'pgsql checks': ['perl-DBD-Pg'],
};

const platform = (facts: Facts): Platform => ({
  name: facts.os.prettyName,
  packages: (software, relations) =>
    packages({ names: [...new Set(software.flatMap((one) => PACKAGES[one]))], tool: dnf }, relations),
  repositories: rpmRepositories,
  packageField: (software) => PACKAGES[software][0],
  service: (spec, relations) => service({ ...spec, init: systemd({ scripts: 'idle' }) }, relations),
  runs: systemdRuns,
  forget: forgetFiles,
  makesNetwork,
  reloadsBy: systemdReload,
  startsWith: systemdStart,
  shutsDown: systemdShutsDown,
  ...systemdBoot,
  arpSilence: () => systemdBoot.sysctl('arp', arpSilence(facts)),
  network: knowsLoopback(facts) ? networkManager : networkManagerBeforeLoopback,
  paths: {
    heartbeat: '/usr/libexec/heartbeat/heartbeat',
    ipfail: '/usr/libexec/heartbeat/ipfail',
    webRoot: '/usr/share/nginx/html',
    ftpConfig: '/etc/vsftpd/vsftpd.conf',
    ftpRoot: '/var/ftp',
  },
  logRules: rsyslogRules,
  webSite: nginxConf,
  services: { web: 'nginx', ftp: 'vsftpd', syslog: 'rsyslog' },
});

/** nm-settings-nmcli(5): `connection.type loopback` came with 1.42 (RHEL 9.2, Fedora 38). */
function knowsLoopback({ networkManager: text }: Facts): boolean {
  const version = semver.coerce(text);
  return version !== null && semver.gte(version, '1.42.0');
}

/** Systems that are Red Hat Enterprise Linux or are rebuilt from it; kin by ID_LIKE alone may have another numbering. */
const ENTERPRISE: readonly string[] = ['rhel', 'centos', 'almalinux', 'rocky', 'ol'];

/** Red Hat Enterprise Linux since 8, what is rebuilt from it, and Fedora: systemd, dnf and NetworkManager. */
export const redhat: Distribution = {
  name: 'RHEL, CentOS, AlmaLinux, Rocky and Oracle Linux 8 to 10, Fedora since 36',
  covers: ({ id, version }) =>
    version !== null &&
    ((ENTERPRISE.includes(id) && semver.satisfies(version, '8 - 10')) ||
      (id === 'fedora' && semver.satisfies(version, '>=36'))),
  refuse({ init, network, os }) {
    if (init !== 'systemd') return `umctl knows ${os.prettyName} with systemd only; here, the init system is ${init}`;
    if (network !== 'NetworkManager')
      return `umctl knows ${os.prettyName} with NetworkManager only; here, the network is configured by ${network}`;
    return undefined;
  },
  platform,
};
