import { PassThrough } from 'node:stream';
import type { ClientChannel } from 'ssh2';
import type { RemoteShell } from './become.ts';
import { createAnswerReader, type Line } from './framing/answers.ts';
import type { Link } from './handshake.ts';

export interface ExchangeOptions {
  readonly shell: RemoteShell;
  /** Called once it is wanted; holds a secret. */
  readonly password: () => string;
  /** The script, secrets included; called when the remote shell is ready for it. */
  readonly script: () => string;
  readonly mark: string;
  readonly onLine: (line: Line) => void;
  /** How long the host may say nothing from now on, in milliseconds. */
  readonly patience: () => number;
}

/** How an exchange ended. */
export interface Ending {
  readonly kind: 'done' | 'lost' | 'silent' | 'not understood';
  /** What was said besides the answers: stray output and stderr, the last of it. */
  readonly noise: string;
  readonly why?: string;
}

/** How much of a host's stray output is kept, in characters. */
const NOISE_KEPT = 4_000;

/**
 * Sends one script to a shell on the host and hands on each line it answers, until the script says that it is done.
 * Rejects only with what `onLine` or `script` throws.
 */
export async function exchange(link: Link, options: ExchangeOptions): Promise<Ending> {
  const stdin = new PassThrough();
  let channel: ClientChannel | undefined;
  let timer: NodeJS.Timeout | undefined;
  let noise = '';
  try {
    const ending = await new Promise<Omit<Ending, 'noise'>>((resolve, reject) => {
      const guarded = (work: () => void): void => {
        clearTimeout(timer);
        timer = setTimeout(() => resolve({ kind: 'silent' }), options.patience());
        try {
          work();
        } catch (error) {
          reject(error);
        }
      };
      const reader = createAnswerReader(options.mark, {
        onLine: (line) => (line.kind === 'done' ? resolve({ kind: 'done' }) : options.onLine(line)),
        onNoise: (text) => {
          noise = `${noise}${text}\n`.slice(-NOISE_KEPT);
        },
      });
      const talk = createTalk(options, stdin, (why) => resolve({ kind: 'not understood', why }));
      guarded(() => undefined);
      link.ssh
        .execCommand(options.shell.command, {
          stdin,
          onChannel(opened) {
            channel = opened;
            // A command that ends without reading its stdin, or a cut link, closes it under the script.
            channel.on('error', () => undefined);
            guarded(() => talk(''));
          },
          onStdout: (chunk) => guarded(() => reader.feed(chunk)),
          onStderr: (chunk) =>
            guarded(() => {
              noise = (noise + chunk.toString()).slice(-NOISE_KEPT);
              talk(chunk.toString());
            }),
        })
        .then(
          ({ code, signal }) => {
            const lost = code === null && signal === null;
            resolve(lost ? { kind: 'lost' } : { kind: 'not understood', why: signal ?? `exit code ${code}` });
          },
          (error: Error) => resolve({ kind: 'lost', why: error.message }),
        );
    });
    return { ...ending, noise: noise.trim() };
  } finally {
    clearTimeout(timer);
    // Something left running may hold the channel open; nothing more is wanted from it.
    channel?.close();
    stdin.destroy();
  }
}

/** Follows stderr until the remote shell is ready, and sends it what it waits for. */
function createTalk(
  { shell, password, script }: ExchangeOptions,
  stdin: PassThrough,
  giveUp: (why: string) => void,
): (stderr: string) => void {
  let said = '';
  let sent = false;
  return (stderr) => {
    if (sent) return;
    said += stderr;
    const move = shell.conversation.next(said);
    if (move.kind === 'send password') stdin.write(`${password()}\n`);
    if (move.kind === 'give up') giveUp(move.why);
    if (move.kind !== 'send script') return;
    sent = true;
    stdin.end(script());
  };
}
