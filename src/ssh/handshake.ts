import type { Duplex } from 'node:stream';
import { NodeSSH } from 'node-ssh';
import type { Algorithms, KexAlgorithm } from 'ssh2';
import { type Attempt, type AuthLog, authHandler } from './auth.ts';
import type { Target } from './target.ts';
import type { Trust } from './trust.ts';

/** A connection that is logged in. */
export interface Link {
  readonly ssh: NodeSSH;
  /** What cut the link, once something has; undefined while it stands or when it was closed. */
  readonly cause: () => Error | undefined;
  readonly close: () => Promise<void>;
}

export interface HandshakeOptions {
  readonly trust: Trust;
  readonly attempts: readonly Attempt[];
  readonly log: AuthLog;
  /** The way through the last hop; undefined = straight. */
  readonly sock: Duplex | undefined;
}

/** How long a link may take to close before it is torn down, in milliseconds. */
const CLOSE_LIMIT = 1_000;

/**
 * Connects and logs in once. Rejects with the errors of ssh2; {@link Trust.refusal} tells when it was the host key.
 * ConnectTimeout covers everything up to the login, which takes no person's time.
 */
export async function handshake(target: Target, { trust, attempts, log, sock }: HandshakeOptions): Promise<Link> {
  const ssh = new NodeSSH();
  const opening = ssh.connect({
    host: target.hostname,
    port: target.port,
    username: target.user,
    ...(sock === undefined ? {} : { sock }),
    algorithms: algorithms(target, trust),
    authHandler: authHandler(attempts, log),
    hostVerifier: (key: Buffer) => trust.verify(key),
    readyTimeout: target.connectTimeoutSeconds * 1000,
    keepaliveInterval: target.keepalive.seconds * 1000,
    keepaliveCountMax: target.keepalive.count,
  });
  const client = ssh.connection;
  if (client === null) throw await opening.then(() => new Error('the connection ended at once'));
  let cause: Error | undefined;
  // node-ssh drops its own listener once it is connected; an error without one would end the process.
  client.on('error', (error: Error) => {
    cause ??= error;
  });
  await opening.catch((error: unknown) => {
    client.destroy();
    throw error;
  });
  client.setNoDelay(true);
  return {
    ssh,
    cause: () => cause,
    close: () =>
      new Promise((resolve) => {
        if (!ssh.isConnected()) return resolve();
        const timer = setTimeout(() => client.destroy(), CLOSE_LIMIT);
        client.once('close', () => {
          clearTimeout(timer);
          resolve();
        });
        ssh.dispose();
      }),
  };
}

/** Group exchange blocks ssh2 for seconds (it tests for primes), so it comes last. */
const KEX: readonly KexAlgorithm[] = [
  'curve25519-sha256',
  'curve25519-sha256@libssh.org',
  'ecdh-sha2-nistp256',
  'ecdh-sha2-nistp384',
  'ecdh-sha2-nistp521',
  'diffie-hellman-group14-sha256',
  'diffie-hellman-group16-sha512',
  'diffie-hellman-group18-sha512',
  'diffie-hellman-group-exchange-sha256',
];

/** For servers as old as EL5 and EL6; only where KexAlgorithms of the ssh configuration names them. */
const OLD_KEX: readonly KexAlgorithm[] = ['diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'];

const algorithms = ({ kexAlgorithms }: Target, trust: Trust): Algorithms => ({
  kex: [...KEX, ...OLD_KEX.filter((name) => kexAlgorithms.includes(name))],
  serverHostKey: trust.algorithms,
});
