import type { Software } from '../core/platform.ts';
import type { Relations } from '../core/resource.ts';
import type { Context } from '../core/role.ts';

/**
 * Says that installing a piece of software may undo the resource: packages bring configuration files of their own and
 * enable and start what they bring.
 */
export function resetByInstalling(
  { platform, earlier }: Pick<Context<unknown>, 'platform' | 'earlier'>,
  software: Software,
): Pick<Relations, 'resetBy'> {
  const field = platform.packageField(software);
  const packages = [...earlier.values()].find((resource) => field in resource.want);
  return packages === undefined ? {} : { resetBy: [{ resource: packages, field }] };
}
