import { spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { descendants, signal } from '../../ssh/processes.ts';

/** Something typed once the screen shows a text, of what it shows since the last was typed. */
export interface Typing {
  readonly at: string;
  readonly type: string;
  /** Typed again each second until the screen shows this: less forgets a key that comes while it answers Ctrl-C. */
  readonly until?: string;
}

interface Terminal {
  readonly env?: NodeJS.ProcessEnv;
  /** Hears of script(1)'s process: when it is gone, so is the terminal. */
  readonly started?: (pid: number) => void;
  /** How long the program may run, in milliseconds: less than the test may. */
  readonly within?: number;
}

export const CTRL_C = '\u0003';

/**
 * Runs a program of this repository's on a terminal of its own, made by script(1), 12 rows by 60 columns. Rejects where it
 * runs too long, with what it waited for and its screen. Nothing of it outlives the test.
 */
export function onTerminal(
  file: string,
  args: readonly string[],
  typing: readonly Typing[] = [],
  { env = {}, started = () => {}, within = 60_000 }: Terminal = {},
): Promise<{ readonly screen: string; readonly code: number | null }> {
  const words = [process.execPath, file, ...args].map((word) => `'${word}'`).join(' ');
  const command = `stty rows 12 cols 60; exec ${words}`;
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const pid = child.pid;
  const end = (): void => {
    if (pid !== undefined && child.exitCode === null && child.signalCode === null)
      signal([...descendants(pid), pid], 'SIGKILL');
  };
  onTestFinished(end);
  started(pid ?? 0);
  // What is typed last may come when the program has ended, and nobody reads.
  child.stdin.on('error', () => {});
  const typist = createTypist(typing, (keys) => child.stdin.write(keys));
  let screen = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
    typist.look(screen);
  });
  return new Promise<{ readonly screen: string; readonly code: number | null }>((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new Error(`waited ${within} ms in vain for ${typist.awaited()}; the screen: ${JSON.stringify(screen)}`));
      end();
    }, within);
    child.on('error', reject).on('close', (code) => {
      clearTimeout(late);
      resolve({ screen, code });
    });
  }).finally(typist.stop);
}

/** Types one after the other, as the screen comes to show what each waits for. */
function createTypist(typing: readonly Typing[], write: (keys: string) => void) {
  const left = [...typing];
  let typed: { readonly until: string; readonly again: NodeJS.Timeout } | undefined;
  let seen = 0;
  const stop = (): void => clearInterval(typed?.again);
  /** Whether the screen shows a text that it did not show before; what comes up to it counts as seen. */
  const shows = (screen: string, text: string): boolean => {
    const place = screen.indexOf(text, seen);
    if (place >= 0) seen = place + text.length;
    return place >= 0;
  };
  const look = (screen: string): void => {
    if (typed !== undefined) {
      if (!shows(screen, typed.until)) return;
      stop();
      typed = undefined;
    }
    const [next] = left;
    if (next === undefined || !shows(screen, next.at)) return;
    left.shift();
    const { type, until } = next;
    write(type);
    if (until !== undefined) typed = { until, again: setInterval(() => write(type), 1000) };
    look(screen);
  };
  const awaited = (): string => JSON.stringify(typed?.until ?? left[0]?.at ?? 'the end of the program');
  return { look, stop, awaited };
}
