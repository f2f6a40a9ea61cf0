import type { Platform } from '../../core/platform.ts';
import { kernelModule } from '../../resources/kernel-module.ts';
import { sysctl } from '../../resources/sysctl.ts';

/** Kernel settings and modules at boot, as systemd has them: a file each; see sysctl.d(5) and modules-load.d(5). */
export const systemdBoot: Pick<Platform, 'kernelModules' | 'sysctl'> = {
  kernelModules: (names) =>
    names.map((name) => kernelModule({ name, path: `/etc/modules-load.d/${name}.conf`, content: `${name}\n` })),
  sysctl: (name, settings) => sysctl({ path: `/etc/sysctl.d/90-umctl-${name}.conf`, settings }),
};
