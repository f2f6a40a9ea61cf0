import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export interface Outcome {
  /** Exit status; 128 + signal number is not used: a command ended by a signal has `code` -1 and `signal` set. */
  readonly code: number;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string | undefined;
  /** Added to our own environment. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Milliseconds after which the command is killed; no limit when absent. */
  readonly timeout?: number;
  /** Kills the command when aborted, and rejects. */
  readonly signal?: AbortSignal | undefined;
}

/** Runs one command without a shell and collects what it says; rejects only when it cannot be started. */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const [command = '', ...args] = argv;
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
    ...(options.signal ? { signal: options.signal } : {}),
    ...(options.timeout === undefined ? {} : { timeout: options.timeout, killSignal: 'SIGKILL' as const }),
  });
  // A command that ends before it has read all its input is judged by its exit status, not by our broken pipe.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const ended = new Promise<{ code: number; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? -1, signal }));
  });
  const [{ code, signal }, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, signal, stdout, stderr };
}

/** Like `run`, but a command that fails is an error naming the command and the last lines of what it said. */
export async function must(argv: readonly string[], options: RunOptions = {}): Promise<string> {
  const outcome = await run(argv, options);
  if (outcome.code === 0) return outcome.stdout;
  const ending = outcome.signal === null ? `exit status ${outcome.code}` : `killed by ${outcome.signal}`;
  throw new Error(`${argv.join(' ')}: ${ending}\n${lastLines(outcome.stderr || outcome.stdout, 15)}`);
}

/** The last `count` lines of a text. */
export function lastLines(all: string, count: number): string {
  return all.trimEnd().split('\n').slice(-count).join('\n');
}
