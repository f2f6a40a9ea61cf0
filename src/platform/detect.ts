import semver from 'semver';
import { EXIT, HostError } from '../core/errors.ts';
import type { Facts } from '../core/facts.ts';
import type { Platform } from '../core/platform.ts';
import { distributions } from './distributions.ts';

/**
 * The capabilities of a host's distribution. Decided by what the host says it is, never by which tools it has:
 * another distribution's can be installed anywhere.
 * @throws HostError that names the distribution, where umctl does not know it or cannot work with its set-up.
 */
export function platformOf(host: string, facts: Facts): Platform {
  const refuse = (message: string, next: string): never => {
    throw new HostError({ host, exit: EXIT.failed, message, next });
  };
  const version = semver.coerce(facts.os.versionId);
  const distribution = distributions.find(
    ({ id, versions }) => id === facts.os.id && version !== null && semver.satisfies(version, versions),
  );
  const known = distributions.map(({ name }) => name).join(', ');
  if (distribution === undefined)
    return refuse(
      `umctl does not yet know ${facts.os.prettyName || facts.redhatRelease || 'this system'}; it knows ${known}`,
      `take the host out of the inventory, or install ${known} on it`,
    );
  const problem = distribution.refuse(facts);
  if (problem !== undefined) return refuse(problem, 'set the host up that way, or take it out of the inventory');
  return distribution.platform(facts);
}
