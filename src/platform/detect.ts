import { EXIT, HostError } from '../core/errors.ts';
import type { Facts } from '../core/facts.ts';
import type { Platform } from '../core/platform.ts';
import { distributions } from './distributions/all.ts';
import { systemOf } from './facts/system.ts';

/**
 * The capabilities of a host's distribution. Decided by what the host says it is, never by which tools it has:
 * another distribution's can be installed anywhere.
 * @throws HostError that names the distribution, where umctl does not know it or cannot work with its set-up.
 */
export function platformOf(host: string, facts: Facts): Platform {
  const refuse = (message: string, next: string): never => {
    throw new HostError({ host, exit: EXIT.failed, message, next });
  };
  const system = systemOf(facts);
  const distribution = distributions.find(({ covers }) => covers(system));
  const known = distributions.map(({ name }) => name).join('; ');
  if (distribution === undefined)
    return refuse(
      `umctl does not yet know ${system.name || 'this system'}; it knows ${known}`,
      `take the host out of the inventory, or install one of these on it: ${known}`,
    );
  const problem = distribution.refuse(facts);
  if (problem !== undefined) return refuse(problem, 'set the host up that way, or take it out of the inventory');
  return distribution.platform(facts);
}
