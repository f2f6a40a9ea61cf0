import semver from 'semver';
import type { Facts } from '../core/facts.ts';
import type { Platform, Software } from '../core/platform.ts';
import { packages } from '../resources/package.ts';
import { service } from '../resources/service.ts';
import { rcBoot } from './boot/rc.ts';
import { systemdModules } from './boot/systemd.ts';
import { nginxConf } from './demo/nginx.ts';
import type { Distribution } from './distribution.ts';
import { systemOf } from './facts/system.ts';
import { arpSilence } from './network/arp.ts';
import { networkManagerBeforeLoopback } from './network/nm/before-loopback.ts';
import { networkScripts } from './network/scripts/network.ts';
import { atPlace } from './packages/at-place.ts';
import { yum } from './packages/rpm.ts';
import { rpmRepositories } from './packages/rpm-repositories.ts';
import { CHKCONFIG } from './services/links.ts';
import { systemd } from './services/systemd.ts';
import { systemdReload } from './services/systemd-reload.ts';
import { chkconfig } from './services/sysv.ts';

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

const HEARTBEAT = '/usr/libexec/heartbeat';

/** Heartbeat 2 of EL 5 has its programs among the libraries. */
const tool = atPlace(yum, {
  name: 'heartbeat',
  program: 'heartbeat',
  directory: HEARTBEAT,
  instead: ['/usr/lib64/heartbeat', '/usr/lib/heartbeat'],
});

function platform(facts: Facts): Platform {
  const { name, version } = systemOf(facts);
  const bySystemd = facts.init === 'systemd';
  const init = bySystemd ? systemd({ scripts: 'idle', links: CHKCONFIG }) : chkconfig;
  const packagesOf = (software: Software): readonly [string, ...string[]] =>
    software === 'ldirectord' && version?.major === 5 ? ['heartbeat-ldirectord'] : PACKAGES[software];
  return {
    name,
    packages: (software, relations) => packages({ names: [...new Set(software.flatMap(packagesOf))], tool }, relations),
    repositories: rpmRepositories,
    packageField: (software) => packagesOf(software)[0],
    service: (spec, relations) => service({ ...spec, init }, relations),
    // The init script of heartbeat knows how to reload it.
    reloadsBy: bySystemd ? systemdReload : () => [],
    ...rcBoot,
    ...(bySystemd ? { kernelModules: systemdModules } : {}),
    arpSilence: () => rcBoot.sysctl('arp', arpSilence(facts)),
    network: facts.network === 'NetworkManager' ? networkManagerBeforeLoopback : networkScripts,
    paths: {
      heartbeat: `${HEARTBEAT}/heartbeat`,
      ipfail: `${HEARTBEAT}/ipfail`,
      webRoot: '/usr/share/nginx/html',
      ftpConfig: '/etc/vsftpd/vsftpd.conf',
      ftpRoot: '/var/ftp',
      syslogConfig: '/etc/rsyslog.d/60-umctl.conf',
    },
    webSite: nginxConf,
    services: { web: 'nginx', ftp: 'vsftpd', syslog: 'rsyslog' },
  };
}

/** Systems that are Red Hat Enterprise Linux or were rebuilt from it. */
const ENTERPRISE: readonly string[] = ['rhel', 'centos', 'scientific', 'ol'];

/** Red Hat Enterprise Linux 5 to 7 and what was rebuilt from it: yum and network scripts, under System V or systemd. */
export const redhatLegacy: Distribution = {
  name: 'RHEL, CentOS, Scientific and Oracle Linux 5 to 7',
  covers: ({ id, version }) => version !== null && ENTERPRISE.includes(id) && semver.satisfies(version, '5 - 7'),
  refuse(facts) {
    const { name } = systemOf(facts);
    const { init, network } = facts;
    if (init === 'unknown')
      return `umctl knows ${name} with SysV init, Upstart or systemd only; here, the init system is neither`;
    if (network === 'network-scripts' || (network === 'NetworkManager' && init === 'systemd')) return undefined;
    const needed = init === 'systemd' ? 'network scripts or NetworkManager' : 'network scripts';
    return `umctl knows ${name} with ${needed} only (chkconfig network on); here, the network is configured by ${network}`;
  },
  platform,
};
