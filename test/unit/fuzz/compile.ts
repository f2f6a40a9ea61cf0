import { writeFileSync } from 'node:fs';
import playbook from '../../../playbooks/cluster.ts';
import { type Composition, compose } from '../../../src/core/compose.ts';
import { wantedSecrets } from '../../../src/core/job.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import { createJob } from '../../../src/inventory/job.ts';
import { loadInventory } from '../../../src/inventory/load.ts';
import { platformOf } from '../../../src/platform/detect.ts';
import { factsOf } from '../platform/facts/hosts.ts';

/** JSON, and so YAML, with nothing but ASCII in it, and a line for each value. */
export const toYaml = (value: unknown): string =>
  JSON.stringify(value, null, 1).replace(
    /[^ -~\n]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/**
 * All that the default playbook wants on the hosts of an inventory: everything umctl does before it connects, and what
 * it makes of hosts that answer as captured ones do.
 * @throws what umctl throws
 */
export async function compile(file: string, yaml: string): Promise<Composition> {
  writeFileSync(file, yaml);
  const secrets = createSecrets();
  const inventory = await loadInventory(file, { secrets, env: { HOME: '/root' } });
  const job = createJob(inventory, playbook, { tags: [], skipTags: [] });
  const wanted = wantedSecrets(job);
  const tokens = (host: string, role: string) =>
    wanted
      .filter((want) => want.host === host && want.role === role)
      .map(({ name }) => [name, secrets.defer(name, 'a value')] as const);
  const facts = inventory.hosts.map(
    ({ name }) => [name, factsOf('debian-12', { nodeName: `${name} 6.1.0 x86_64\n` })] as const,
  );
  return compose(
    job,
    {
      facts: new Map(facts),
      secrets: (host, role) => Object.fromEntries(tokens(host, role)),
      recalled: () => new Map(),
    },
    platformOf,
  );
}
