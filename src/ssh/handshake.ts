import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { NodeSSH } from 'node-ssh';
import type { Client } from 'ssh2';
import { algorithms } from './algorithms.ts';
import type { Attempt } from './attempt.ts';
import { type AuthLog, authenticate, type EnterGate } from './auth-handler.ts';
import { isAuthRefusal } from './connect-failure.ts';
import { createLoginTimer } from './login-timer.ts';
import type { Target } from './target.ts';
import type { Trust } from './trust.ts';

/** A connection that is logged in. */
export interface SshLink {
  readonly ssh: NodeSSH;
  /** What cut the link, once something has; undefined while it stands or when it was closed. */
  readonly cause: () => Error | undefined;
  readonly close: () => Promise<void>;
}

export interface HandshakeOptions {
  readonly trust: Trust;
  readonly attempts: readonly Attempt[];
  readonly log: AuthLog;
  readonly enterGate: EnterGate;
  /** The way through the last hop; undefined = straight. */
  readonly sock: Duplex | undefined;
  /** Hears of the ways to agree on a key that the server has. */
  readonly onKex: (offered: readonly string[]) => void;
}

/** How long a link may take to close before it is torn down, in milliseconds. */
const CLOSE_LIMIT = 1_000;

/**
 * Connects and logs in once. Rejects with the errors of ssh2; {@link Trust.refusal} tells when it was the host key.
 * ConnectTimeout covers everything up to the login, which takes no person's time.
 */
export async function handshake(
  target: Target,
  { trust, attempts, log, enterGate, sock, onKex }: HandshakeOptions,
): Promise<SshLink> {
  const ssh = new NodeSSH();
  let cause: Error | undefined;
  log.isLoggingIn = false;
  const timer = createLoginTimer(target.connectTimeoutSeconds * 1000, () => {
    ssh.connection?.emit('error', Object.assign(new Error('no login in time'), { level: 'client-timeout' }));
  });
  const login = authenticate(attempts, log, () => timer.pausedFor(enterGate()));
  const opening = ssh.connect({
    host: target.hostname,
    port: target.port,
    username: target.user,
    ...(sock === undefined ? from(target) : { sock }),
    algorithms: algorithms(target, trust.known),
    authHandler: login.handler,
    hostVerifier: (key: Buffer) => trust.verify(key, socketOf(ssh.connection)?.remoteAddress),
    readyTimeout: 0,
    debug(message: string) {
      const [, server] = /^Remote ident: '(.*)'$/.exec(message) ?? [];
      if (server !== undefined) log.server = server;
      if (message === 'Inbound: Received EXT_INFO') log.extensions = true;
      const [, allowed] = /^Inbound: Received USERAUTH_FAILURE \((.*)\)$/.exec(message) ?? [];
      if (allowed !== undefined) login.heardAllowed(allowed.split(','));
      const [, offered] = /^Handshake: \(remote\) KEX method: (.*)/.exec(message) ?? [];
      if (offered !== undefined) onKex(offered.split(','));
    },
    keepaliveInterval: target.keepalive.seconds * 1000,
    keepaliveCountMax: target.keepalive.count,
  });
  const client = ssh.connection;
  // node-ssh drops its own listener once it is connected; an error without one would end the process.
  client?.on('error', (error: Error) => {
    cause ??= error;
  });
  client?.on('connect', () => client.setNoDelay(true));
  client?.on('handshake', () => {
    log.isLoggingIn = true;
  });
  client?.on('banner', (text: string) => {
    log.banner = text;
  });
  try {
    await opening;
    login.ended('logged in');
  } catch (error) {
    login.ended(isAuthRefusal(error) ? 'refused' : 'lost');
    client?.destroy();
    throw error;
  } finally {
    timer.stop();
  }
  return { ssh, cause: () => cause, close: () => close(ssh) };
}

/** Where a connection of this machine's own comes from. */
const from = ({ bindAddress, addressFamily }: Target) => ({
  ...(bindAddress === undefined ? {} : { localAddress: bindAddress }),
  ...(addressFamily === undefined ? {} : { forceIPv4: addressFamily === 4, forceIPv6: addressFamily === 6 }),
});

const close = (ssh: NodeSSH): Promise<void> =>
  new Promise((resolve) => {
    const client = ssh.connection;
    if (client === null) return resolve();
    const timer = setTimeout(() => tearDown(client), CLOSE_LIMIT);
    client.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    ssh.dispose();
  });

const socketOf = (client: Client | null) => (client as { readonly _sock?: Socket } | null)?._sock;

/** ssh2's own `destroy` does nothing once the closing has begun (1.17.0): a dead host would hold this program up. */
function tearDown(client: Client): void {
  socketOf(client)?.destroy();
}
