import satisfies from 'semver/functions/satisfies.js';
import { modulesLoad, sysctlFolder } from '../providers/boot/systemd.ts';
import { nginxConf } from '../providers/demo/nginx.ts';
import { vsftpd } from '../providers/demo/vsftpd.ts';
import { rsyslog } from '../providers/logs/rsyslog.ts';
import { arpSettings } from '../providers/network/arp.ts';
import { networkd } from '../providers/network/networkd/network.ts';
import { networkManager } from '../providers/network/nm/network.ts';
import { packagesBy } from '../providers/packages/packages-by.ts';
import { dnf } from '../providers/packages/rpm.ts';
import { rpmRepositories } from '../providers/packages/rpm-repositories.ts';
import { bySystemd } from '../providers/services/by-systemd.ts';
import { forgetFiles } from '../providers/services/forget.ts';
import type { Distribution } from './distribution.ts';

/** Systems that are Red Hat Enterprise Linux or are rebuilt from it; kin by ID_LIKE alone may have another numbering. */
const ENTERPRISE: readonly string[] = ['rhel', 'centos', 'almalinux', 'rocky', 'ol'];

/** Red Hat Enterprise Linux since 8, what is rebuilt from it, Fedora and Amazon's: systemd, dnf, and NetworkManager or networkd. */
export const redhat: Distribution = {
  name: 'RHEL, CentOS, AlmaLinux, Rocky and Oracle Linux 8 to 10, Fedora since 36, Amazon Linux 2023',
  covers: ({ id, version }) =>
    version !== null &&
    ((ENTERPRISE.includes(id) && satisfies(version, '8 - 10')) ||
      (id === 'fedora' && satisfies(version, '>=36')) ||
      // It is made from Fedora's packages of several releases, and comes with networkd.
      (id === 'amzn' && version.major === 2023)),
  standsFor: { ids: [...ENTERPRISE, 'fedora'], program: 'dnf' },
  providers: [
    ...bySystemd({ scripts: 'idle' }),
    forgetFiles,
    ...networkManager,
    ...networkd,
    ...packagesBy({ tool: dnf, formats: () => ['rpm'], repositories: rpmRepositories }),
    modulesLoad,
    sysctlFolder,
    ...arpSettings,
    rsyslog,
    nginxConf,
    vsftpd({ config: '/etc/vsftpd/vsftpd.conf', root: '/var/ftp' }),
  ],
};
