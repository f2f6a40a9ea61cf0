import type { Dial } from '../load/dial.ts';
import type { SshLink } from './handshake.ts';

/** A way to open TCP connections that begin at a host. */
export interface Tunnel {
  readonly dial: Dial;
  readonly close: () => Promise<void>;
}

/** Logs in to a host and opens connections there. Rejects with a HostError when the host cannot be reached. */
export type OpenTunnel = (host: string) => Promise<Tunnel>;

/** What node:http expects of a socket beyond a stream; to a channel of SSH it means nothing. */
const LIKE_A_SOCKET = {
  setKeepAlive: () => undefined,
  setNoDelay: () => undefined,
  setTimeout: () => undefined,
  ref: () => undefined,
  unref: () => undefined,
};

/** SSH_OPEN_ADMINISTRATIVELY_PROHIBITED of RFC 4254 5.1. */
const PROHIBITED = 1;
const NO_FORWARDING = 'its sshd forwards no connections: forwarding is prohibited (AllowTcpForwarding)';

/** Each connection is a channel of its own (RFC 4254 7.2, direct-tcpip): nothing is started on the host. */
export const createTunnel = (link: SshLink): Tunnel => ({
  async dial({ host, port }, signal) {
    const channel = await link.ssh.forwardOut('127.0.0.1', 0, host, port).catch((error: unknown) => {
      throw (error as { readonly reason?: number }).reason === PROHIBITED ? new Error(NO_FORWARDING) : error;
    });
    if (signal.aborted) {
      channel.destroy();
      throw new Error('this connection is no longer needed');
    }
    signal.addEventListener('abort', () => channel.destroy(), { once: true });
    return Object.assign(channel, LIKE_A_SOCKET);
  },
  close: link.close,
});
