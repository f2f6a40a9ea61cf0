import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { descendants } from './processes.ts';
import { until } from './until.ts';

/** A real OpenSSH server on 127.0.0.1, with host keys and a configuration of its own. */
export interface Sshd {
  readonly port: number;
  readonly dir: string;
  readonly pid: number;
  /** Type and key of a host key, as known_hosts has them. */
  publicKey(type?: KeyType): string;
  /** The file that lists the public keys which may log in, as any user. */
  readonly authorizedKeys: string;
  log(): string;
  stop(): Promise<void>;
}

export type KeyType = 'ed25519' | 'ecdsa' | 'rsa';

/** Starts sshd; `options` are lines of sshd_config, and come first, so that they count; `enter` makes mounts of its own first. */
export async function startSshd(how: Options = {}): Promise<Sshd> {
  // A port that was free may be taken by then: test files run side by side.
  for (let tries = 5; ; tries--) {
    try {
      return await startOnce(how);
    } catch (error) {
      if (tries === 0 || !(error as Error).message.includes('Address already in use')) throw error;
    }
  }
}

interface Options {
  readonly hostKeys?: readonly KeyType[];
  readonly options?: readonly string[];
  readonly enter?: string;
  readonly program?: string;
}

async function startOnce({
  hostKeys = ['ed25519'],
  options = [],
  enter,
  program = '/usr/sbin/sshd',
}: Options): Promise<Sshd> {
  if (userInfo().uid !== 0) throw new Error('the tests in test/ssh start an sshd of their own and need root');
  const dir = mkdtempSync(join(tmpdir(), 'umctl-sshd-'));
  // authorized_keys is read as the user who logs in.
  chmodSync(dir, 0o755);
  for (const type of hostKeys) makeKey(join(dir, `host_${type}`), { type });
  const port = await freePort();
  const authorizedKeys = join(dir, 'authorized_keys');
  writeFileSync(authorizedKeys, '');
  writeFileSync(
    join(dir, 'sshd_config'),
    [
      ...options,
      ...hostKeys.map((type) => `HostKey ${dir}/host_${type}`),
      `ListenAddress 127.0.0.1:${port}`,
      `AuthorizedKeysFile ${authorizedKeys}`,
      'PidFile none',
      'StrictModes no',
      'UsePAM no',
      'PermitRootLogin yes',
      'LogLevel VERBOSE',
      // What bash reads at home when sshd starts it is the tester's own, and may take longer than what is tested.
      'Match User root',
      `SetEnv HOME=${dir}`,
    ].join('\n'),
  );
  // sshd wants its directory for privilege separation, which a host without a running sshd may lack.
  mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const command = [program, '-D', '-f', join(dir, 'sshd_config'), '-E', join(dir, 'log')];
  // Each program becomes the next, so that the process id is the server's.
  const around = enter === undefined ? [] : ['-m', 'sh', '-ec', `${enter}\nexec "$@"`, 'sh'];
  const server = spawn(enter === undefined ? 'env' : 'unshare', [...around, ...command], { stdio: 'ignore' });
  const { pid } = server;
  if (pid === undefined) throw new Error('sshd does not start: apt-get install -y openssh-server');
  const log = (): string => readFileSync(join(dir, 'log'), 'utf8');
  const listening = `Server listening on 127.0.0.1 port ${port}`;
  const isUp = (): boolean => existsSync(join(dir, 'log')) && log().includes(listening);
  await until(`sshd on port ${port}`, () => server.exitCode !== null || isUp());
  if (server.exitCode !== null) throw new Error(`sshd ended: ${log()}`);
  return {
    port,
    dir,
    pid,
    authorizedKeys,
    log,
    publicKey: (type = 'ed25519') => publicKey(join(dir, `host_${type}`)),
    async stop() {
      for (const process_ of [...descendants(pid), pid]) kill(process_);
      await until('the end of sshd', () => server.exitCode !== null || server.signalCode !== null);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Makes a key pair with ssh-keygen. */
export function makeKey(
  file: string,
  { type = 'ed25519', passphrase = '' }: { readonly type?: KeyType; readonly passphrase?: string } = {},
): void {
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', passphrase, '-C', 'test', '-f', file]);
}

/** The type and key of a key pair's public half. */
export const publicKey = (file: string): string => readFileSync(`${file}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');

const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
