import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import ssh2, { type ClientChannel } from 'ssh2';
import type { HostSpec } from '../model/topology.ts';
import type { Outcome } from '../system/run.ts';
import { hostKeys } from './identity.ts';
import { labFiles } from './lab-files.ts';

export interface ExecOptions {
  readonly input?: string | undefined;
  /** Milliseconds after which the command is let go of. */
  readonly timeout: number;
}

/** A login to a host that is kept: one more command takes a sixth of the processor time of one more login. */
export interface KeptLogin {
  /** Runs a command line in the login's shell, as ssh(1) does. @returns undefined where it could not be begun */
  run(line: string, options: ExecOptions): Promise<Outcome | undefined>;
  end(): void;
  /** Settles when it has ended. */
  readonly ended: Promise<void>;
}

/** A host that has not begun a command by then is gone; in milliseconds, on a machine that may be busy. */
const BEGUN_WITHIN = 15_000;

/** @throws where the host lets nobody in */
export async function keptLogin(directory: string, { name, port }: HostSpec): Promise<KeptLogin> {
  const known = (await hostKeys(directory, name)).map((line) => line.split(' ')[1]);
  const privateKey = await readFile(labFiles(directory).key);
  const sock = connect({ host: '127.0.0.1', port });
  const client = new ssh2.Client();
  const ended = new Promise<void>((resolve) => {
    client.once('close', resolve);
  });
  await new Promise<void>((resolve, reject) => {
    client.once('ready', resolve).on('error', reject);
    void ended.then(() => reject(new Error('the connection was closed')));
    const hostVerifier = (key: Buffer): boolean => known.includes(key.toString('base64'));
    client.connect({ sock, username: 'root', privateKey, hostVerifier, readyTimeout: 30_000 });
  });
  let running = 0;
  /** No program waits for a login that nothing runs in. */
  const count = (more: number): void => {
    running += more;
    if (running > 0) sock.ref();
    else sock.unref();
  };
  count(0);
  /**
   * What comes of a command that has begun is listened to at once: one that is quick has ended in the same packet.
   * @throws where it has gone, or so much runs in it that it takes no more
   */
  const begin = async (line: string, options: ExecOptions): Promise<{ readonly outcome: Promise<Outcome> }> => {
    const limit = setTimeout(() => client.destroy(), BEGUN_WITHIN);
    try {
      return await new Promise((resolve, reject) => {
        void ended.then(() => reject(new Error('the connection was closed')));
        client.exec(line, (error, channel) =>
          error ? reject(error) : resolve({ outcome: outcomeOf(channel, options) }),
        );
      });
    } finally {
      clearTimeout(limit);
    }
  };
  return {
    ended,
    end: () => client.destroy(),
    async run(line, options) {
      count(1);
      try {
        const begun = await begin(line, options).catch(() => undefined);
        return await begun?.outcome;
      } finally {
        count(-1);
      }
    },
  };
}

/** What a command says until it ends; of one that is lost with its host, as of one that a signal ends, ssh(1) says 255. */
async function outcomeOf(channel: ClientChannel, { input = '', timeout }: ExecOptions): Promise<Outcome> {
  let code = 255;
  let signal: Outcome['signal'] = null;
  const closed = new Promise<void>((resolve) => {
    channel.once('close', resolve).on('error', () => undefined);
    channel.once('exit', (status: number | null) => {
      code = status ?? 255;
    });
  });
  const limit = setTimeout(() => {
    [code, signal] = [-1, 'SIGKILL'];
    channel.destroy();
  }, timeout);
  channel.end(input);
  const [stdout, stderr] = await Promise.all([text(channel), text(channel.stderr), closed]);
  clearTimeout(limit);
  return { code, signal, stdout, stderr };
}
