import type { Connect } from '../core/connection.ts';
import type { ConnectionSettings } from '../core/host.ts';
import type { Secrets } from '../core/secrets.ts';
import { createKeyring, type Prompt } from './keyring.ts';
import { travel } from './route.ts';
import { createSession } from './session.ts';

/** What connecting depends on. */
export interface ConnectOptions {
  /** How to reach a host of the inventory. */
  readonly settings: (host: string) => ConnectionSettings;
  readonly secrets: Secrets;
  /** Asks for the passphrase of an encrypted key, once a key; undefined where nobody can be asked. */
  readonly prompt?: Prompt | undefined;
  /** Take and record the keys of hosts that nothing is known about. Changed keys are refused all the same. */
  readonly acceptNewHostKeys?: boolean;
  /** In place of ~/.ssh/config and /etc/ssh/ssh_config, as `ssh -F`. */
  readonly configFile?: string | undefined;
  /** How long a host may be silent beyond the time limit of what it does, in seconds. Default 60. */
  readonly slackSeconds?: number;
}

/**
 * Makes the function that opens connections over SSH, as `ssh` would: by its configuration, its known hosts, its agent
 * and its keys. It rejects with a HostError (unreachable) that says what to do next.
 */
export function createConnect({
  settings,
  secrets,
  prompt,
  acceptNewHostKeys = false,
  configFile,
  slackSeconds = 60,
}: ConnectOptions): Connect {
  const keyring = createKeyring({ prompt });
  return async (host) => {
    const to = settings(host);
    const { target, link } = await travel(to, { name: host, keyring, secrets, acceptNewHostKeys, configFile });
    return createSession(link, { host, user: target.user, become: to.become, secrets, slackSeconds });
  };
}
