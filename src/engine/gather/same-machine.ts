import type { RefusedHost } from '../../core/errors.ts';
import { showPosition } from '../../core/errors.ts';
import type { Facts } from '../../core/facts.ts';
import type { Job } from '../../core/play.ts';

/**
 * Names of one machine, by what the hosts say of themselves. Cloned machines have one machine-id and often one host key, and are
 * two all the same; containers have their kernel's boot id in common. So it takes a machine-id, a boot and addresses that are the
 * same.
 */
export function sameMachine(job: Job, facts: ReadonlyMap<string, Facts>): readonly RefusedHost[] {
  const first = new Map<string, string>();
  return job.hosts.flatMap((host) => {
    const found = facts.get(host.name);
    const key = found === undefined ? undefined : identityOf(found);
    if (key === undefined) return [];
    const twin = first.get(key);
    if (twin === undefined) {
      first.set(key, host.name);
      return [];
    }
    const other = job.hosts.find(({ name }) => name === twin) ?? host;
    const message =
      `${host.name} and ${twin} (${showPosition(other.at([]))}) are the same machine (same boot id, machine-id and addresses); ` +
      'remove one of the names, or correct its address';
    return [{ host: host.name, problem: { at: host.at([]), message } }];
  });
}

/** Undefined where the machine does not say enough of itself. */
function identityOf({ boot, addresses }: Facts): string | undefined {
  const own = addresses.filter(({ device }) => device !== 'lo').map(({ device, address }) => `${device} ${address}`);
  return boot === undefined || own.length === 0 ? undefined : JSON.stringify([boot, own.sort()]);
}
