import { createDeadline, type ExchangeLimits } from './deadline.ts';
import { type AnswerLine, createAnswerReader } from './framing/answers.ts';
import { createOrder } from './framing/in-order.ts';
import { packed } from './framing/pack.ts';
import type { OpenShell } from './open-shell.ts';
import { createStop } from './stop.ts';
import { createTalk, type TalkOptions } from './talk.ts';

export interface ExchangeOptions extends Pick<TalkOptions, 'password'> {
  /** The script, framed, secrets included; called when the remote shell is ready for it, which may have taken one before. */
  readonly script: (how: { readonly isFirst: boolean }) => string;
  /** Whether the host can unpack a script. */
  readonly packs: boolean;
  readonly mark: string;
  readonly onLine: (line: AnswerLine) => void;
  readonly limits: ExchangeLimits;
  /** Once aborted, the script is told to begin nothing further. */
  readonly signal?: AbortSignal | undefined;
}

/** How an exchange ended. */
export interface Ending {
  /** `refused`: the shell was never ready for the script. */
  readonly kind: 'done' | 'lost' | 'silent' | 'refused' | 'not understood';
  /** What was said besides the answers: stray output and stderr, the last of it. */
  readonly noise: string;
  readonly why?: string;
}

/** How much of a host's stray output is told, in characters, once secrets were taken out of it. */
export const NOISE_TOLD = 4_000;

/** More than that is kept: a secret that is cut in two could not be told from other text. */
const NOISE_KEPT = 4 * NOISE_TOLD;

/**
 * After so long without an answer to the first script of a shell it is told that nothing more comes, in milliseconds: a start-up file that
 * has swallowed the script would wait for more for ever.
 */
const SWALLOWED = 5_000;

/** How much a host may send in one exchange, in bytes: a text of more than 512 MB ends the process. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Sends one script to a shell on the host and hands on each line it answers, until the script says that it is done. What becomes of
 * the shell then is for others to say.
 * Rejects only with what `onLine` or `script` throws.
 */
export async function exchange(shell: OpenShell, options: ExchangeOptions): Promise<Ending> {
  const { stdin, isNew: isFirst } = shell;
  const { promise, resolve, reject } = Promise.withResolvers<Omit<Ending, 'noise'>>();
  const deadline = createDeadline(options.limits, (quiet) =>
    resolve({ kind: 'silent', ...(quiet ? {} : { why: 'it keeps sending and does not end' }) }),
  );
  const order = createOrder();
  let noAnswer: NodeJS.Timeout | undefined;
  let bytes = 0;
  let noise = '';
  const stray = (text: string): void => {
    noise += text;
    // Not each time: a host may send it in millions of pieces.
    if (noise.length > 2 * NOISE_KEPT) noise = noise.slice(-NOISE_KEPT);
  };
  const stop = createStop(stdin, options.signal);
  const reader = createAnswerReader(options.mark, {
    onLine(line) {
      if (!order.isNext(line)) return stray(`(${line.kind} out of order)\n`);
      clearTimeout(noAnswer);
      deadline.wentOn(order);
      if (line.kind === 'done') return resolve({ kind: 'done' });
      if (line.kind === 'begin') stop.begun();
      options.onLine(line);
    },
    onNoise: stray,
  });
  const talk = createTalk({
    ...options,
    script() {
      const said = options.script({ isFirst });
      const script = options.packs ? packed(said) : said;
      // Not before: a busy host may take longer than that to begin, or wait for a password that others are asked for.
      if (isFirst && options.signal === undefined) noAnswer = setTimeout(shell.finish, SWALLOWED);
      deadline.started();
      deadline.moved(script.length);
      return script;
    },
    conversation: shell.conversation,
    stdin,
    giveUp: (why) => resolve({ kind: 'refused', why }),
  });
  const hear = (work: () => void, length = 0): void => {
    bytes += length;
    deadline.moved(length);
    try {
      if (bytes > MOST_BYTES) resolve({ kind: 'silent', why: `it sent more than ${MOST_BYTES / 1024 ** 2} MiB` });
      else work();
    } catch (error) {
      reject(error);
    }
  };
  shell.listen({
    started: () => hear(() => talk.hear('')),
    stdout: (chunk) =>
      hear(() => {
        reader.feed(chunk);
        if (shell.remote.terminal === true) talk.hear(chunk.toString());
      }, chunk.length),
    stderr: (chunk) =>
      hear(() => {
        stray(chunk.toString());
        talk.hear(chunk.toString());
      }, chunk.length),
    ended(code, signal) {
      // ssh2 has neither for a link that was cut.
      if (code === null && signal === null) resolve({ kind: 'lost' });
      else resolve({ kind: talk.isOver() ? 'not understood' : 'refused', why: signal ?? `exit code ${code}` });
    },
    failed: (error) => resolve({ kind: 'lost', why: error.message }),
  });
  try {
    const ending = await promise;
    return { ...ending, noise: noise.slice(-NOISE_KEPT).trim() };
  } finally {
    clearTimeout(noAnswer);
    deadline.stop();
    stop.dispose();
    talk.end();
  }
}
