import { EXIT, HostError } from '../core/errors.ts';
import type { ConnectionSettings } from '../core/host.ts';
import { parseHop } from './jump.ts';
import { asJump, expandTokens } from './proxy/proxy-command.ts';
import type { Target } from './target.ts';

/** How a target is reached: straight, by the output of a command, or through a host that is the last on the way. */
export type NearestHop =
  | { readonly kind: 'none' }
  | { readonly kind: 'process'; readonly command: string }
  | {
      readonly kind: 'hop';
      readonly hop: ConnectionSettings;
      /** How messages name it. */
      readonly name: string;
      /** The hops before it, which are its way; none = its own configuration says. */
      readonly before: readonly string[];
      /** Whether a ProxyCommand says so. */
      readonly isCommand: boolean;
      /** Where it is to connect to, where that is not the target's own address. */
      readonly to: Partial<Pick<Target, 'hostname' | 'port'>>;
    };

/**
 * The last host on the way. `via`: the hops that the ProxyJump of a host behind it names.
 * @throws HostError (unreachable) for a ProxyCommand that ssh refuses
 */
export function nearestHop(
  target: Target,
  { to, via }: { readonly to: ConnectionSettings; readonly via: readonly string[] | undefined },
): NearestHop {
  const hops = via ?? target.jumps;
  const nearest = hops.at(-1);
  if (nearest !== undefined)
    return {
      kind: 'hop',
      hop: parseHop(nearest),
      name: nearest,
      before: hops.slice(0, -1),
      isCommand: false,
      to: {},
    };
  return target.proxyCommand === undefined ? { kind: 'none' } : byCommand(target, target.proxyCommand, to);
}

function byCommand(target: Target, written: string, { host }: ConnectionSettings): NearestHop {
  const command = expandTokens(written, { ...target, given: host, alias: target.hostKeyAlias ?? host });
  if (command === undefined)
    throw new HostError({
      host: target.name,
      exit: EXIT.unreachable,
      message: `its ssh configuration has a ProxyCommand (${written}) with a token that ssh does not know`,
      next: 'use %h, %p, %r, %n, %k, or %% for a %',
    });
  const jump = asJump(command);
  if (jump === undefined) return { kind: 'process', command };
  const { hop, name, host: hostname, port } = jump;
  return { kind: 'hop', hop, name, before: [], isCommand: true, to: { hostname, port } };
}
