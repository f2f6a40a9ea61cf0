import semver from 'semver';
import type { Facts } from '../../core/facts.ts';
import type { Platform, Software } from '../../core/platform.ts';
import { packages } from '../../resources/package.ts';
import { service } from '../../resources/service.ts';
import { systemdBoot } from '../providers/boot/systemd.ts';
import { rsyslogRules } from '../providers/logs/rsyslog.ts';
import { arpSilence } from '../providers/network/arp.ts';
import { makesNetwork } from '../providers/network/files.ts';
import { ifupdown } from '../providers/network/ifupdown.ts';
import { apt } from '../providers/packages/apt.ts';
import { aptRepositories } from '../providers/packages/apt-repositories.ts';
import { systemd, systemdRuns } from '../providers/services/systemd.ts';
import { systemdReload } from '../providers/services/systemd-reload.ts';
import { systemdShutsDown, systemdStart } from '../providers/services/systemd-start.ts';
import { sysvRuns, updateRcD } from '../providers/services/sysv.ts';
import type { Distribution } from './distribution.ts';

/** The packages of each software; the first is the one that its configuration belongs to. */
const PACKAGES: Readonly<Record<Software, readonly [string, ...string[]]>> = {
  heartbeat: ['heartbeat'],
  // Its Depends bring the Perl modules of all its checks but those of databases.
  ldirectord: ['ldirectord'],
  ipvsadm: ['ipvsadm'],
  arping: ['iputils-arping'],
  syslog: ['rsyslog'],
  'web server': ['nginx', 'openssl'],
  'ftp server': ['vsftpd'],
  'dns checks': ['libnet-dns-perl'],
  'ldap checks': ['libnet-ldap-perl'],
  'mysql checks': ['libdbd-mysql-perl'],
  'pgsql checks': ['libdbd-pg-perl'],
};

const platform = (facts: Facts): Platform => ({
  name: facts.os.prettyName,
  packages: (software, relations) =>
    packages({ names: [...new Set(software.flatMap((one) => PACKAGES[one]))], tool: apt }, relations),
  repositories: aptRepositories,
  packageField: (software) => PACKAGES[software][0],
  service: (spec, relations) =>
    service({ ...spec, init: facts.init === 'systemd' ? systemd({ scripts: 'agrees' }) : updateRcD }, relations),
  runs: facts.init === 'systemd' ? systemdRuns : sysvRuns,
  forget: () => [],
  makesNetwork,
  // Where there is no systemd, the init script of heartbeat knows how to reload it.
  reloadsBy: facts.init === 'systemd' ? systemdReload : () => [],
  ...(facts.init === 'systemd' ? { startsWith: systemdStart, shutsDown: systemdShutsDown } : {}),
  // The init scripts of kmod and procps read the same files.
  ...systemdBoot,
  arpSilence: () => systemdBoot.sysctl('arp', arpSilence(facts)),
  network: ifupdown,
  paths: {
    heartbeat: '/usr/libexec/heartbeat/heartbeat',
    ipfail: '/usr/libexec/heartbeat/ipfail',
    webRoot: '/var/www/html',
    ftpConfig: '/etc/vsftpd.conf',
    ftpRoot: '/srv/ftp',
  },
  logRules: rsyslogRules,
  // In place of the distribution's own site, which is the default server too.
  webSite: (servers) => ({ path: '/etc/nginx/sites-enabled/default', content: servers }),
  services: { web: 'nginx', ftp: 'vsftpd', syslog: 'rsyslog' },
});

/** Debian with ifupdown, which is what its installer makes of a server, and systemd or init scripts. */
export const debian: Distribution = {
  name: 'Debian 12 and 13',
  covers: ({ id, version }) => id === 'debian' && version !== null && semver.satisfies(version, '12 - 13'),
  refuse({ init, network, os }) {
    if (init === 'unknown') return `umctl knows ${os.prettyName} with systemd or SysV init only; here, it is neither`;
    if (network !== 'ifupdown')
      return `umctl knows ${os.prettyName} with ifupdown only; here, the network is configured by ${network}`;
    return undefined;
  },
  platform,
};
