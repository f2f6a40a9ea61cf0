import type { Resource } from '../../core/resource.ts';
import { kernelModules } from '../../platform/capabilities/kernel-modules.ts';
import { kernelSettings } from '../../platform/capabilities/kernel-settings.ts';
import type { Context } from '../model/role.ts';
import { servicesIn } from './given.ts';
import { serviceOf } from './negotiation.ts';
import type { VirtualService } from './service.ts';
import type { ServicesVars } from './vars.ts';

const SETTING = 'net.ipv4.vs.expire_quiescent_template';

/**
 * Whether the director sends a persistent client of a drained real server elsewhere at its next connection; see
 * Documentation/networking/ipvs-sysctl.rst. What hands over may turn that off for a while, and keep the value `setAside` in a file.
 */
export function persistence(
  { vars, platform }: Context<ServicesVars>,
  { setAside }: { readonly setAside?: string } = {},
): readonly Resource[] {
  if (!servicesIn<VirtualService>(vars).some(persists)) return [];
  return [
    ...platform.want(kernelModules, ['ip_vs']),
    ...platform.want(kernelSettings, {
      name: 'persistence',
      settings: { [SETTING]: letsGo(vars) ? 1 : 0 },
      ...(setAside === undefined ? {} : { setAside: { [SETTING]: setAside } }),
    }),
  ];
}

/**
 * Whether persistent clients leave a drained real server. Not beside ftp, whose sessions need the one real server for
 * each transfer: the kernel has one setting for all services, so all persistent clients stay as long as they persist.
 */
export const letsGo = (vars: ServicesVars): boolean =>
  !servicesIn<VirtualService>(vars).some((service) => persists(service) && serviceOf(service) === 'ftp');

export const persists = ({ persistent }: VirtualService): boolean => persistent !== undefined;
