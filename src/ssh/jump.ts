import type { Duplex } from 'node:stream';
import { EXIT, HostError } from '../core/errors.ts';
import type { ConnectionSettings } from '../core/host.ts';
import type { SshLink } from './handshake.ts';
import type { Target } from './target.ts';

/** A hop as ProxyJump writes it (ssh_config(5)): `[user@]host[:port]`, an IPv6 address in brackets, or `ssh://…`. */
export function parseHop(hop: string): ConnectionSettings {
  const bare = hop.replace(/^ssh:\/\//, '').replace(/\/$/, '');
  const [, user, bracketed, plain, port] = /^(?:(.*)@)?(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(bare) ?? [];
  return {
    host: bracketed ?? plain ?? bare,
    ...(user === undefined ? {} : { user }),
    ...(port === undefined ? {} : { port: Number(port) }),
    sshOptions: {},
  };
}

/** Opens a stream through a hop to where the next one, or the target, listens. */
export async function through(
  hop: SshLink,
  hopName: string,
  { name, hostname, port }: Pick<Target, 'name' | 'hostname' | 'port'>,
): Promise<Duplex> {
  try {
    return await hop.ssh.forwardOut('127.0.0.1', 0, hostname, port);
  } catch (error) {
    throw new HostError(
      {
        host: name,
        exit: EXIT.unreachable,
        message: `no way from the jump host ${hopName} to ${hostname} port ${port}: ${(error as Error).message}`,
        next: `try: ssh -v -J ${hopName} -p ${port} ${hostname}`,
      },
      { cause: error },
    );
  }
}
