import coerce from 'semver/functions/coerce.js';
import gte from 'semver/functions/gte.js';
import satisfies from 'semver/functions/satisfies.js';
import { read } from '../../core/fact.ts';
import type { Facts } from '../../core/facts.ts';
import { systemOf } from '../facts/system.ts';
import { type Misfit, onlyWhere } from '../provider.ts';
import { modulesFolder, sysctlConf } from '../providers/boot/rc.ts';
import { modulesLoad } from '../providers/boot/systemd.ts';
import { nginxConf } from '../providers/demo/nginx.ts';
import { vsftpd } from '../providers/demo/vsftpd.ts';
import { rsyslog, rsyslogWithFolder } from '../providers/logs/rsyslog.ts';
import { sysklogd } from '../providers/logs/sysklogd.ts';
import { arpSettings } from '../providers/network/arp.ts';
import { networkManager } from '../providers/network/nm/network.ts';
import { networkManagerVersion } from '../providers/network/nm/version.ts';
import { network } from '../providers/network/owners.ts';
import { networkScripts } from '../providers/network/scripts/network.ts';
import { packagesBy } from '../providers/packages/packages-by.ts';
import { yum } from '../providers/packages/rpm.ts';
import { rpmRepositories } from '../providers/packages/rpm-repositories.ts';
import { byInitScripts } from '../providers/services/by-init-scripts.ts';
import { bySystemd, runsSystemd } from '../providers/services/by-systemd.ts';
import { forgetFiles } from '../providers/services/forget.ts';
import { CHKCONFIG } from '../providers/services/links.ts';
import { chkconfig } from '../providers/services/sysv.ts';
import type { Distribution } from './distribution.ts';

const isFive = (facts: Facts): boolean => systemOf(facts).version?.major === 5;

const formats = (facts: Facts): readonly string[] => (isFive(facts) ? ['el5', 'rpm'] : ['rpm']);

/** Since which version NetworkManager tells where it keeps a profile (EL 7.6); `nmcli -g` is older. */
const TELLS_FILES = '1.12.0';

function tellsFiles(text: string): boolean {
  const version = coerce(text);
  return version === null || gte(version, TELLS_FILES);
}

/** Beside network scripts, NetworkManager is one that tells where its profiles are. */
function managed(facts: Facts): boolean | Misfit {
  const { init } = facts;
  const version = read(facts, networkManagerVersion);
  if (init !== 'systemd' || read(facts, network) !== 'NetworkManager' || tellsFiles(version)) return init === 'systemd';
  return { needs: [`NetworkManager since ${TELLS_FILES}`], here: `it is NetworkManager ${version}`, nearly: true };
}

/** Systems that are Red Hat Enterprise Linux or were rebuilt from it. */
const ENTERPRISE: readonly string[] = ['rhel', 'centos', 'scientific', 'ol'];

/** Red Hat Enterprise Linux 5 to 7 and what was rebuilt from it: yum and network scripts, under System V or systemd. */
export const redhatLegacy: Distribution = {
  name: 'RHEL, CentOS, Scientific and Oracle Linux 5 to 7',
  covers: ({ id, version }) => version !== null && ENTERPRISE.includes(id) && satisfies(version, '5 - 7'),
  standsFor: { ids: [...ENTERPRISE, 'fedora'], program: 'yum' },
  providers: [
    ...byInitScripts({ init: chkconfig, needs: ['SysV init', 'Upstart'], unknown: 'the init system is neither' }),
    ...bySystemd({ scripts: 'idle', links: CHKCONFIG }),
    forgetFiles,
    ...networkScripts,
    ...onlyWhere(managed, networkManager),
    ...packagesBy({ tool: yum, formats, repositories: rpmRepositories, linksPrograms: true }),
    ...onlyWhere(runsSystemd, [modulesLoad]),
    modulesFolder,
    sysctlConf,
    ...arpSettings,
    ...onlyWhere(isFive, [sysklogd, rsyslogWithFolder]),
    rsyslog,
    nginxConf,
    vsftpd({ config: '/etc/vsftpd/vsftpd.conf', root: '/var/ftp' }),
  ],
};
