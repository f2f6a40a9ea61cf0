import type { Resource } from '../../../core/resource.ts';
import { sh } from '../../../core/sh.ts';
import { block } from '../../../resources/block.ts';
import { command } from '../../../resources/command.ts';
import { kernelModule } from '../../../resources/kernel-module.ts';
import { keepFunction } from '../../../resources/shell/keep.ts';
import { script } from '../../../resources/shell/script.ts';
import { sysctl } from '../../../resources/sysctl.ts';
import { kernelModules } from '../../capabilities/kernel-modules.ts';
import { kernelSettings } from '../../capabilities/kernel-settings.ts';
import { provider } from '../../provider.ts';

/** Read by /etc/rc.d/rc.sysinit and by /etc/rc.d/init.d/network, which reads it before it brings lo up, and after all. */
const SYSCTL_CONF = '/etc/sysctl.conf';

/** Kernel modules at boot, as the init scripts of Red Hat's kin before EL 7 have them. */
export const modulesFolder = provider({
  provides: kernelModules,
  want: (names) =>
    names.map((name) =>
      kernelModule({
        name,
        // rc.sysinit runs those of them that may be run.
        path: `/etc/sysconfig/modules/${name}.modules`,
        content: `#!/bin/sh\nexec /sbin/modprobe ${name} >/dev/null 2>&1\n`,
        mode: '0755',
      }),
    ),
});

/** Kernel settings at boot, as Red Hat's kin before EL 8 has them. */
export const sysctlConf = provider({
  provides: kernelSettings,
  want: ({ name, ...rest }) => [sysctl({ path: SYSCTL_CONF, block: name, ...rest })],
});

const RC_LOCAL = '/etc/rc.d/rc.local';

/** The settings once more when everything is up: those of interfaces that came late were not there before. */
export function settingsAtEndOfBoot(): readonly Resource[] {
  const again = block({
    path: RC_LOCAL,
    name: 'sysctl',
    content: `if [ -x /sbin/sysctl ] && [ -e ${SYSCTL_CONF} ]; then
	/sbin/sysctl -e -p ${SYSCTL_CONF} >/dev/null 2>&1
fi`,
  });
  return [
    command({
      key: `${RC_LOCAL} is a script`,
      name: `make ${RC_LOCAL} a script`,
      unless: sh`[ -s ${RC_LOCAL} ]`,
      run: script(
        keepFunction,
        sh`safe ${RC_LOCAL} follow; keep ${RC_LOCAL}`,
        sh`(umask 022; echo '#!/bin/sh' > ${RC_LOCAL})`,
      ),
    }),
    again,
    command(
      {
        name: `${RC_LOCAL} may be run`,
        unless: sh`[ -x ${RC_LOCAL} ]`,
        run: script(sh`chmod a+x ${RC_LOCAL}`),
      },
      { resetBy: [{ resource: again }] },
    ),
  ];
}
