import { InputError } from '../../../src/core/errors.ts';
import type { Host, Inventory } from '../../../src/core/host.ts';
import { distinct } from '../../../src/inventory/problems.ts';
import { refuseTemplate, templatesIn } from '../../../src/inventory/yaml/template.ts';

/**
 * The inventory as if plays were for all hosts, with roles that read every variable.
 * @throws InputError with everything that is wrong with that
 */
export function playAll(inventory: Inventory): Inventory {
  const hosts = inventory.hosts.map((host) => host.settle?.(new Set(Object.keys(host.vars))) ?? host);
  const problems = hosts.flatMap((host) => [...(host.problems ?? []), ...withoutValue(host)]);
  if (problems.length > 0) throw new InputError(distinct(problems));
  return { ...inventory, hosts };
}

const withoutValue = (host: Host) =>
  templatesIn(host.vars)
    .filter(({ path }) => !String(path[0]).startsWith('ansible_'))
    .map(({ path, template }) => ({ at: host.at(path), message: refuseTemplate(template) }));
