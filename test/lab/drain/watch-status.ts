import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PROGRAM, until } from '../umctl.ts';

/** `umctl status --watch` into a pipe, as it runs. */
export interface Watching {
  /** Waits until what it has said so far is as it should be. */
  readonly says: (what: string, isSaid: (said: string) => boolean) => Promise<void>;
  /** Ctrl-C, and the exit code after it. */
  readonly interrupt: () => Promise<number | null>;
}

export function watchStatus(inventory: string): Watching {
  const child = spawn(process.execPath, [PROGRAM, 'status', inventory, '--watch'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  let said = '';
  child.stdout.on('data', (part: Buffer) => {
    said += part.toString();
  });
  return {
    says: (what, isSaid) =>
      until(`status --watch says ${what}`, 240, async () => isSaid(said)).catch((error: Error) => {
        throw new Error(`${error.message}; it said:\n${said}`);
      }),
    interrupt: async () => {
      child.kill('SIGINT');
      const [code] = await exited;
      return code;
    },
  };
}
