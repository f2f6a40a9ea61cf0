import { spawn } from 'node:child_process';

/** Something typed once the screen has come to show a text. */
export interface Typing {
  readonly at: string;
  readonly type: string;
}

export const CTRL_C = '\u0003';

/**
 * Runs a program of this repository's on a terminal of its own, made by script(1), 12 rows by 60 columns.
 * @param started hears of script(1)'s process: when it is gone, so is the terminal
 */
export function onTerminal(
  file: string,
  args: readonly string[],
  typing: readonly Typing[] = [],
  { env = {}, started = () => {} }: { readonly env?: NodeJS.ProcessEnv; readonly started?: (pid: number) => void } = {},
): Promise<{ readonly screen: string; readonly code: number | null }> {
  const words = [process.execPath, file, ...args].map((word) => `'${word}'`).join(' ');
  const command = `stty rows 12 cols 60; exec ${words}`;
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  started(child.pid ?? 0);
  const waits = [...typing];
  let screen = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
    if (waits[0] === undefined || !screen.includes(waits[0].at)) return;
    child.stdin.write(waits[0].type);
    waits.shift();
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ screen, code }));
  });
}
