import semver from 'semver';
import type { Software } from '../../core/platform.ts';
import { modulesLoad, sysctlFolder } from '../providers/boot/systemd.ts';
import { nginxSite } from '../providers/demo/nginx.ts';
import { vsftpd } from '../providers/demo/vsftpd.ts';
import { rsyslog } from '../providers/logs/rsyslog.ts';
import { arpSettings } from '../providers/network/arp.ts';
import { ifupdown } from '../providers/network/ifupdown.ts';
import { apt } from '../providers/packages/apt.ts';
import { aptRepositories } from '../providers/packages/apt-repositories.ts';
import { packagesBy } from '../providers/packages/packages-by.ts';
import { byInitScripts } from '../providers/services/by-init-scripts.ts';
import { bySystemd } from '../providers/services/by-systemd.ts';
import { updateRcD } from '../providers/services/sysv.ts';
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

const unknown = 'it is neither';

/** Debian with ifupdown, which is what its installer makes of a server, and systemd or init scripts. */
export const debian: Distribution = {
  name: 'Debian 12 and 13',
  covers: ({ id, version }) => id === 'debian' && version !== null && semver.satisfies(version, '12 - 13'),
  providers: [
    ...bySystemd({ scripts: 'agrees', unknown }),
    ...byInitScripts({ init: updateRcD, needs: ['SysV init'], unknown }),
    ...ifupdown,
    ...packagesBy({ tool: apt, names: (one) => PACKAGES[one], repositories: aptRepositories }),
    modulesLoad,
    sysctlFolder,
    ...arpSettings,
    rsyslog,
    nginxSite,
    vsftpd({ config: '/etc/vsftpd.conf', root: '/srv/ftp' }),
  ],
};
