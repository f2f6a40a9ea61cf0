import type { Connect } from '../core/connection.ts';
import { EXIT, HostError } from '../core/errors.ts';
import type { ConnectionSettings } from '../core/host.ts';
import type { Secrets } from '../core/secrets.ts';
import type { Link } from './handshake.ts';
import { parseHop, through } from './jump.ts';
import { createKeyring, type Prompt } from './keyring.ts';
import { login } from './login.ts';
import { createSession } from './session.ts';
import { resolveTarget } from './ssh-config.ts';
import type { Target } from './target.ts';

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

/** More hops than this are a loop in the configuration. */
const MOST_HOPS = 8;

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
  const open = async (
    name: string,
    to: ConnectionSettings,
    via: readonly string[] | undefined,
    depth: number,
  ): Promise<Opened> => {
    const target = await resolveTarget(name, to, { configFile });
    refuseUnsupported(target, depth);
    const hops = via ?? target.jumps;
    const nearest = hops.at(-1);
    const { password } = to;
    // Hops before the last are the last one's way; the first goes by its own configuration, as with `ssh -J`.
    const hop =
      nearest === undefined
        ? undefined
        : await open(name, parseHop(nearest), hops.length > 1 ? hops.slice(0, -1) : undefined, depth + 1);
    try {
      const link = await login(target, {
        keyring,
        acceptNewHostKeys,
        password: password === undefined ? undefined : () => secrets.reveal(password),
        openSock: async () => hop && through(hop.link, nearest ?? '', target),
      });
      return { target, link: hop === undefined ? link : { ...link, close: () => link.close().then(hop.link.close) } };
    } catch (error) {
      await hop?.link.close();
      throw error;
    }
  };
  return async (host) => {
    const to = settings(host);
    const { target, link } = await open(host, to, undefined, 0);
    return createSession(link, { host, user: target.user, become: to.become, secrets, slackSeconds });
  };
}

interface Opened {
  readonly target: Target;
  readonly link: Link;
}

function refuseUnsupported({ name, proxyCommand }: Target, depth: number): void {
  const refuse = (message: string, next: string): never => {
    throw new HostError({ host: name, exit: EXIT.unreachable, message, next });
  };
  if (proxyCommand !== undefined) {
    refuse(`its ssh configuration has a ProxyCommand (${proxyCommand}), which umctl does not support`, 'use ProxyJump');
  }
  if (depth > MOST_HOPS) refuse(`more than ${MOST_HOPS} jump hosts`, 'look for a loop of ProxyJump in ~/.ssh/config');
}
