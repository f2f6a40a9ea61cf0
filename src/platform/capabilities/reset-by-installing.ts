import type { Relations } from '../../core/resource.ts';
import type { Context } from '../../core/role.ts';
import type { Software } from '../../core/software.ts';
import { packages } from './packages.ts';

/**
 * Says that installing a piece of software may undo the resource: packages bring configuration files of their own and
 * enable and start what they bring.
 */
export function resetByInstalling(
  { platform, earlier }: Pick<Context<unknown>, 'platform' | 'earlier'>,
  software: Software,
): Pick<Relations, 'resetBy'> {
  const [alone] = platform.want(packages, [software]);
  // The first is the package that the software's configuration belongs to.
  const [field] = Object.keys(alone?.want ?? {});
  if (field === undefined) return {};
  const installed = [...earlier.values()].find((resource) => field in resource.want);
  return installed === undefined ? {} : { resetBy: [{ resource: installed, field, how: `installing ${field}` }] };
}
