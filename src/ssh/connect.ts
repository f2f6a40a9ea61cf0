import type { Connect } from '../core/connection.ts';
import type { ConnectionSettings } from '../core/host.ts';
import type { Secrets } from '../core/secrets.ts';
import { createKeyring, type PassphrasePrompt } from './keyring.ts';
import { createPasswordGate } from './password-gate.ts';
import { createRemember } from './remember.ts';
import { type Arrival, travel } from './route.ts';
import { createSession } from './session.ts';
import { configFileOf, resolveTarget } from './ssh-config.ts';
import type { Target } from './target.ts';
import { createTunnel, type OpenTunnel } from './tunnel.ts';
import { createTurns } from './turns.ts';

/** What connecting depends on. */
export interface ConnectOptions {
  /** How to reach a host of the inventory. */
  readonly settings: (host: string) => ConnectionSettings;
  readonly secrets: Secrets;
  /** Asks for the passphrase of an encrypted key, once a key; undefined where nobody can be asked. */
  readonly prompt?: PassphrasePrompt | undefined;
  /** Take and record the keys of hosts that nothing is known about. Changed keys are refused all the same. */
  readonly acceptNewHostKeys?: boolean;
  /** Hears of what went wrong without keeping anybody from logging in. */
  readonly warn?: (message: string) => void;
  /** In place of ~/.ssh/config and /etc/ssh/ssh_config, as `ssh -F`. */
  readonly configFile?: string | undefined;
  /** How long a host may take beyond the time limit of what it does, in seconds. Default 60. */
  readonly slackSeconds?: number;
}

/** The ways to the hosts of an inventory. */
export interface Access {
  readonly connect: Connect;
  readonly openTunnel: OpenTunnel;
  /** Where connections to a host go, by the inventory and the ssh configuration; connects to nothing. */
  readonly routeTo: (host: string) => Promise<Target>;
}

/**
 * Makes the functions that log in to hosts over SSH, as `ssh` would: by its configuration, its known hosts, its agent
 * and its keys. They reject with a HostError (unreachable) that says what to do next.
 */
export function createAccess({
  settings,
  secrets,
  prompt,
  acceptNewHostKeys = false,
  warn = () => undefined,
  configFile,
  slackSeconds = 60,
}: ConnectOptions): Access {
  const keyring = createKeyring({ prompt });
  const gate = createPasswordGate();
  const remember = createRemember(warn);
  const turnsAt = createTurns();
  const arrive = (host: string): Promise<Arrival> =>
    travel(settings(host), { name: host, keyring, secrets, gate, acceptNewHostKeys, remember, turnsAt, configFile });
  return {
    async connect(host) {
      const { target, link } = await arrive(host);
      const { become } = settings(host);
      return createSession(link, { host, target, become, secrets, gate, slackSeconds });
    },
    async routeTo(host) {
      const to = settings(host);
      const target = await resolveTarget(host, to, { configFile: configFileOf(to) ?? configFile });
      // What a command does, nobody knows: it may lead anywhere.
      return target.proxyCommand === undefined
        ? target
        : { ...target, jumps: [`(ProxyCommand) ${target.proxyCommand}`] };
    },
    openTunnel: async (host) => createTunnel((await arrive(host)).link),
  };
}

/** {@link createAccess}, for who only asks hosts and changes them. */
export const createConnect = (options: ConnectOptions): Connect => createAccess(options).connect;
