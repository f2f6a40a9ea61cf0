import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PROGRAM, until } from '../umctl.ts';

/** `umctl status --watch` into a pipe, as it runs. */
export interface Watching {
  /** Waits until a line has come that matches. */
  readonly says: (pattern: RegExp) => Promise<void>;
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
    says: (pattern) => until(`status --watch says ${pattern}`, 240, async () => pattern.test(said)),
    interrupt: async () => {
      child.kill('SIGINT');
      const [code] = await exited;
      return code;
    },
  };
}
