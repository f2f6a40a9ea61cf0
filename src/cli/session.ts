import type { Inventory } from '../core/host.ts';
import { createSecrets, type Secrets } from '../core/secrets.ts';
import type { Session } from '../engine/session.ts';
import { createJob } from '../inventory/job.ts';
import { loadInventory } from '../inventory/load.ts';
import { readSecretSource } from '../inventory/secret-source.ts';
import type { Invocation } from '../output/invocation.ts';
import { platformOf } from '../platform/detect.ts';
import { createConnect } from '../ssh/connect.ts';
import { loadPlaybook } from './load-playbook.ts';
import type { SharedOptions } from './options.ts';
import { askPasswords, type Passwords } from './passwords.ts';

/**
 * Makes everything a run works with out of a command line. Reads the input; connects to nothing.
 * @throws InputError with all that is wrong with it
 */
export async function openSession(invocation: Invocation, options: SharedOptions): Promise<Session> {
  const secrets = createSecrets();
  const [loaded, playbook] = await Promise.all([
    loadInventory(invocation.inventory, { secrets }),
    invocation.playbook === undefined ? ownPlaybook() : loadPlaybook(invocation.playbook),
  ]);
  const inventory = withPasswords(loaded, secrets, await askPasswords(options));
  const { limit, tags = [], skipTags = [], acceptNewHostKeys = false } = options;
  return {
    job: createJob(inventory, playbook, { ...(limit === undefined ? {} : { limit }), tags, skipTags }),
    forks: options.forks,
    secrets,
    connect: createConnect({ hosts: inventory.hosts, secrets, acceptNewHostKeys }),
    platformOf,
    resolve: async (name, source) => secrets.seal(name, await readSecretSource(source)),
  };
}

const ownPlaybook = async () => (await import('../../playbooks/cluster.ts')).default;

/** What was asked on the terminal, for every host whose inventory has no password of its own. */
function withPasswords(inventory: Inventory, secrets: Secrets, { login, become }: Passwords): Inventory {
  const password = login === undefined ? undefined : secrets.seal('login password', login);
  const sudo = become === undefined ? undefined : secrets.seal('sudo password', become);
  const hosts = inventory.hosts.map((host) => {
    const { connection } = host;
    return {
      ...host,
      connection: {
        ...(password === undefined ? {} : { password }),
        ...connection,
        ...(sudo === undefined || connection.become === undefined
          ? {}
          : { become: { password: sudo, ...connection.become } }),
      },
    };
  });
  return { ...inventory, hosts };
}
