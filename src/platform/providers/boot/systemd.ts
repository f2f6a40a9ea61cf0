import { kernelModule } from '../../../resources/kernel-module.ts';
import { sysctl } from '../../../resources/sysctl.ts';
import { kernelModules } from '../../capabilities/kernel-modules.ts';
import { kernelSettings } from '../../capabilities/kernel-settings.ts';
import { provider } from '../../provider.ts';

/** Kernel modules at boot, as systemd has them, and the init script of kmod; see modules-load.d(5). */
export const modulesLoad = provider({
  provides: kernelModules,
  want: (names) =>
    names.map((name) => kernelModule({ name, path: `/etc/modules-load.d/${name}.conf`, content: `${name}\n` })),
});

/** Kernel settings at boot, as systemd has them, and the init script of procps: a file each; see sysctl.d(5). */
export const sysctlFolder = provider({
  provides: kernelSettings,
  want: ({ name, ...rest }) => [sysctl({ path: `/etc/sysctl.d/90-umctl-${name}.conf`, ...rest })],
});
