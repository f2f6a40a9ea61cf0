import type { Platform } from '../../../core/platform.ts';
import { kernelModule } from '../../../resources/kernel-module.ts';
import { sysctl } from '../../../resources/sysctl.ts';

/** Kernel modules at boot, as systemd has them; see modules-load.d(5). */
export const systemdModules: Platform['kernelModules'] = (names) =>
  names.map((name) => kernelModule({ name, path: `/etc/modules-load.d/${name}.conf`, content: `${name}\n` }));

/** Kernel settings and modules at boot, as systemd has them: a file each; see sysctl.d(5). */
export const systemdBoot: Pick<Platform, 'kernelModules' | 'sysctl'> = {
  kernelModules: systemdModules,
  sysctl: (name, settings) => sysctl({ path: `/etc/sysctl.d/90-umctl-${name}.conf`, settings }),
};
