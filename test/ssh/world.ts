import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connect } from '../../src/core/connection.ts';
import type { ConnectionSettings } from '../../src/core/host.ts';
import { createSecrets, type Secrets } from '../../src/core/secrets.ts';
import { type ConnectOptions, createAccess, createConnect } from '../../src/ssh/connect.ts';
import type { Tunnel } from '../../src/ssh/tunnel.ts';
import { makeKey, type Sshd } from './sshd.ts';

/** A user's side of SSH, apart from that of whoever runs the tests: a key, known_hosts and a configuration. */
export interface World {
  readonly dir: string;
  /** An unencrypted key. */
  readonly key: string;
  readonly knownHosts: string;
  readonly configFile: string;
  readonly secrets: Secrets;
  /** Lets the key in at a server, and knows the server by its key. */
  trust(sshd: Sshd): void;
  /** Puts lines in front of the ssh configuration. */
  configure(lines: string): void;
  connect(to: Partial<ConnectionSettings>, options?: Partial<ConnectOptions>): ReturnType<Connect>;
  /** A way for connections to begin there. */
  tunnel(to: Partial<ConnectionSettings>): Promise<Tunnel>;
  remove(): void;
}

export function createWorld(): World {
  const dir = mkdtempSync(join(tmpdir(), 'umctl-home-'));
  const key = join(dir, 'key');
  const knownHosts = join(dir, 'known_hosts');
  const configFile = join(dir, 'config');
  const secrets = createSecrets();
  makeKey(key);
  writeFileSync(
    configFile,
    [
      'Host *',
      '  IdentityAgent none',
      `  UserKnownHostsFile ${knownHosts}`,
      '  GlobalKnownHostsFile none',
      '  HashKnownHosts no',
      '',
    ].join('\n'),
  );
  const settingsOf = (to: Partial<ConnectionSettings>): ConnectionSettings => ({
    host: '127.0.0.1',
    user: 'root',
    privateKeyFile: key,
    sshOptions: {},
    ...to,
  });
  return {
    dir,
    key,
    knownHosts,
    configFile,
    secrets,
    trust(sshd) {
      appendFileSync(sshd.authorizedKeys, readFileSync(`${key}.pub`));
      appendFileSync(knownHosts, `[127.0.0.1]:${sshd.port} ${sshd.publicKey()}\n`);
    },
    configure(lines) {
      writeFileSync(configFile, `${lines}\n${readFileSync(configFile, 'utf8')}`);
    },
    tunnel: (to) => createAccess({ settings: () => settingsOf(to), secrets, configFile }).openTunnel('n1'),
    connect(to, options = {}) {
      return createConnect({ settings: () => settingsOf(to), secrets, configFile, ...options })('n1');
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
