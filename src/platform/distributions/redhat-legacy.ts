import semver from 'semver';
import type { Facts } from '../../core/facts.ts';
import type { Platform, Software } from '../../core/platform.ts';
import { packages } from '../../resources/package.ts';
import { service } from '../../resources/service.ts';
import { systemOf } from '../facts/system.ts';
import { rcBoot } from '../providers/boot/rc.ts';
import { systemdModules } from '../providers/boot/systemd.ts';
import { nginxConf } from '../providers/demo/nginx.ts';
import { rsyslogRules, rsyslogWithFolder } from '../providers/logs/rsyslog.ts';
import { sysklogdRules } from '../providers/logs/sysklogd.ts';
import { arpSilence } from '../providers/network/arp.ts';
import { makesNetwork } from '../providers/network/files.ts';
import { networkManagerBeforeLoopback } from '../providers/network/nm/before-loopback.ts';
import { networkScripts } from '../providers/network/scripts/network.ts';
import { atPlace } from '../providers/packages/at-place.ts';
import { yum } from '../providers/packages/rpm.ts';
import { rpmRepositories } from '../providers/packages/rpm-repositories.ts';
import { forgetFiles } from '../providers/services/forget.ts';
import { CHKCONFIG } from '../providers/services/links.ts';
import { systemd, systemdRuns } from '../providers/services/systemd.ts';
import { systemdReload } from '../providers/services/systemd-reload.ts';
import { systemdShutsDown, systemdStart } from '../providers/services/systemd-start.ts';
import { chkconfig, sysvRuns } from '../providers/services/sysv.ts';
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
  const five = version?.major === 5;
  // Two that both run would want the same socket: the one that is there stays.
  const sysklogd = five && facts.sysklogd;
  const packagesOf = (software: Software): readonly [string, ...string[]] => {
    if (software === 'ldirectord' && five) return ['heartbeat-ldirectord'];
    return software === 'syslog' && sysklogd ? ['sysklogd'] : PACKAGES[software];
  };
  return {
    name,
    packages: (software, relations) => packages({ names: [...new Set(software.flatMap(packagesOf))], tool }, relations),
    repositories: rpmRepositories,
    packageField: (software) => packagesOf(software)[0],
    service: (spec, relations) => service({ ...spec, init }, relations),
    runs: bySystemd ? systemdRuns : sysvRuns,
    forget: bySystemd ? forgetFiles : () => [],
    makesNetwork,
    // The init script of heartbeat knows how to reload it.
    reloadsBy: bySystemd ? systemdReload : () => [],
    ...(bySystemd ? { startsWith: systemdStart, shutsDown: systemdShutsDown } : {}),
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
    },
    logRules: sysklogd ? sysklogdRules : five ? rsyslogWithFolder : rsyslogRules,
    webSite: nginxConf,
    services: { web: 'nginx', ftp: 'vsftpd', syslog: sysklogd ? 'syslog' : 'rsyslog' },
  };
}

/** Since which version NetworkManager tells where it keeps a profile (EL 7.6); `nmcli -g` is older. */
const TELLS_FILES = '1.12.0';

function tellsFiles(text: string): boolean {
  const version = semver.coerce(text);
  return version === null || semver.gte(version, TELLS_FILES);
}

/** Systems that are Red Hat Enterprise Linux or were rebuilt from it. */
const ENTERPRISE: readonly string[] = ['rhel', 'centos', 'scientific', 'ol'];

/** Red Hat Enterprise Linux 5 to 7 and what was rebuilt from it: yum and network scripts, under System V or systemd. */
export const redhatLegacy: Distribution = {
  name: 'RHEL, CentOS, Scientific and Oracle Linux 5 to 7',
  covers: ({ id, version }) => version !== null && ENTERPRISE.includes(id) && semver.satisfies(version, '5 - 7'),
  refuse(facts) {
    const { name } = systemOf(facts);
    const { init, network, networkManager } = facts;
    if (init === 'unknown')
      return `umctl knows ${name} with SysV init, Upstart or systemd only; here, the init system is neither`;
    if (network === 'network-scripts') return undefined;
    if (network === 'NetworkManager' && init === 'systemd')
      return tellsFiles(networkManager)
        ? undefined
        : `umctl knows ${name} with NetworkManager since ${TELLS_FILES} or network scripts only (chkconfig network on); here, it is NetworkManager ${networkManager}`;
    const needed = init === 'systemd' ? 'network scripts or NetworkManager' : 'network scripts';
    return `umctl knows ${name} with ${needed} only (chkconfig network on); here, the network is configured by ${network}`;
  },
  platform,
};
