import satisfies from 'semver/functions/satisfies.js';
import { modulesLoad, sysctlFolder } from '../providers/boot/systemd.ts';
import { nginxSite } from '../providers/demo/nginx.ts';
import { vsftpd } from '../providers/demo/vsftpd.ts';
import { rsyslog } from '../providers/logs/rsyslog.ts';
import { arpSettings } from '../providers/network/arp.ts';
import { forgetNetworkFiles } from '../providers/network/forget.ts';
import { ifupdown } from '../providers/network/ifupdown.ts';
import { netplan } from '../providers/network/netplan/network.ts';
import { networkd } from '../providers/network/networkd/network.ts';
import { networkManager } from '../providers/network/nm/network.ts';
import { apt } from '../providers/packages/apt.ts';
import { aptRepositories } from '../providers/packages/apt-repositories.ts';
import { packagesBy } from '../providers/packages/packages-by.ts';
import { byInitScripts } from '../providers/services/by-init-scripts.ts';
import { bySystemd } from '../providers/services/by-systemd.ts';
import { updateRcD } from '../providers/services/sysv.ts';
import type { Distribution } from './distribution.ts';

const unknown = 'it is neither';

/** Debian with ifupdown, which is what its installer makes of a server, and systemd or init scripts. */
export const debian: Distribution = {
  name: 'Debian 12 and 13',
  covers: ({ id, version }) => id === 'debian' && version !== null && satisfies(version, '12 - 13'),
  standsFor: { ids: ['debian'], program: 'apt-get' },
  providers: [
    ...bySystemd({ scripts: 'agrees', unknown }),
    ...byInitScripts({ init: updateRcD, needs: ['SysV init'], unknown }),
    forgetNetworkFiles,
    ...networkManager,
    ...netplan,
    ...networkd,
    ...ifupdown,
    ...packagesBy({ tool: apt, formats: () => ['deb'], repositories: aptRepositories }),
    modulesLoad,
    sysctlFolder,
    ...arpSettings,
    rsyslog,
    nginxSite,
    vsftpd({ config: '/etc/vsftpd.conf', root: '/srv/ftp' }),
  ],
};
