import path from 'node:path';
import { z } from 'zod';
import { loadPlaybook } from '../../../src/cli/load-playbook.ts';
import { compose } from '../../../src/core/compose.ts';
import { unmetNeeds } from '../../../src/core/needs.ts';
import { defineRole } from '../../../src/core/role.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import { createJob } from '../../../src/inventory/job.ts';
import { loadInventory } from '../../../src/inventory/load.ts';
import { contexts } from '../roles/cluster.ts';

/*
 * A program of its own, as umctl loads playbooks by Node itself: loads the playbook in the file, and prints what it wants
 * on the hosts of inventory.example.yaml.
 */
const [file = ''] = process.argv.slice(2);
const { playbook } = await loadPlaybook(file);
const secrets = createSecrets();
const example = path.resolve(import.meta.dirname, '../../../inventory.example.yaml');
const job = createJob(await loadInventory(example, { secrets, env: {} }), playbook, { tags: [], skipTags: [] });
const [host] = contexts(defineRole({ name: 'any', vars: z.object({}), resources: () => [] }));
if (host === undefined) throw new Error('the tests know a host');
const { facts, platform } = host;
const token = secrets.seal('key', 'x');
const known = {
  facts: new Map(job.hosts.map(({ name }) => [name, { ...facts, nodeName: name }])),
  secrets: () => ({ key: token }),
  recalled: () => new Map<string, string>(),
};
const { desired, failed } = compose(job, known, () => platform);
console.log(
  JSON.stringify({
    plays: playbook.plays.map(({ name, hosts, roles }) => ({ name, hosts, roles: roles.map((role) => role.name) })),
    unmet: unmetNeeds(job),
    failed: [...failed],
    wanted: [...desired].map(([host, { plays }]) => ({
      host,
      plays: plays.map((resources) => resources.map(({ id }) => id)),
    })),
  }),
);
