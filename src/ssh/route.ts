import type { ConnectionSettings } from '../core/host.ts';
import type { Secrets } from '../core/secrets.ts';
import type { SshLink } from './handshake.ts';
import { nearestHop } from './hops.ts';
import { through } from './jump.ts';
import type { Keyring } from './keyring.ts';
import { login } from './login.ts';
import type { PasswordGate } from './password-gate.ts';
import { runProxy } from './proxy/process.ts';
import { refuseUnsupported } from './refuse-unsupported.ts';
import type { Remember } from './remember.ts';
import { configFileOf, resolveTarget } from './ssh-config.ts';
import type { Target } from './target.ts';
import type { TurnsAt } from './turns.ts';

/** What every stage of a way to a host has in common. */
export interface RouteOptions {
  /** The host's name in the inventory. */
  readonly name: string;
  readonly keyring: Keyring;
  readonly secrets: Secrets;
  readonly gate: PasswordGate;
  readonly acceptNewHostKeys: boolean;
  readonly remember: Remember;
  readonly turnsAt: TurnsAt;
  /** In place of ~/.ssh/config and /etc/ssh/ssh_config; what the inventory says by `-F` comes before it. */
  readonly configFile: string | undefined;
}

export interface Arrival {
  readonly target: Target;
  readonly link: SshLink;
}

/**
 * Logs in at a host, through its jump hosts if it has any. Hops before the last are the last one's way (`via`); the
 * first goes by its own configuration, and inventory options are the target's only, save for the configuration file: all
 * as with `ssh -J`.
 * @throws HostError (unreachable)
 */
export async function travel(
  to: ConnectionSettings,
  given: RouteOptions,
  { via, depth = 0 }: { readonly via?: readonly string[]; readonly depth?: number } = {},
): Promise<Arrival> {
  const options = { ...given, configFile: configFileOf(to) ?? given.configFile };
  const target = await resolveTarget(options.name, to, options);
  refuseUnsupported(target, depth);
  const way = nearestHop(target, { to, via });
  const hop =
    way.kind === 'hop' &&
    // What `-F` names is handed on to the hops of a ProxyJump, and not to an ssh that a ProxyCommand runs.
    (await travel(way.hop, way.isCommand ? given : options, {
      depth: depth + 1,
      ...(way.before.length > 0 ? { via: way.before } : {}),
    }));
  const { password } = to;
  try {
    const link = await login(target, {
      ...options,
      password: password === undefined ? undefined : () => options.secrets.reveal(password),
      turn: options.turnsAt(way.kind === 'none' ? target : undefined),
      enterGate: () => options.gate.enter(loginAccount(target.user, password), options.name),
      openWay: async () => {
        if (way.kind === 'process') return runProxy(way.command, target);
        const sock =
          hop && way.kind === 'hop' ? await through(hop.link, way.name, { ...target, ...way.to }) : undefined;
        return { sock, failure: async () => undefined };
      },
    });
    return { target, link: hop ? { ...link, close: () => link.close().then(hop.link.close) } : link };
  } catch (error) {
    if (hop) await hop.link.close();
    throw error;
  }
}

/** Whom a user and a password mean, as far as can be told from here: one account on all hosts, as with a directory. */
const loginAccount = (user: string, password = ''): string => JSON.stringify(['login', user, password]);
