import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { clientArgv } from '../../../lab/access/client.ts';
import type { Lab } from '../../../lab/index.ts';

/** Connections of the lab's client that have been made and ended. */
interface PortsAgain {
  /** Makes them again from the same ports, and keeps them. */
  again(): Promise<void>;
  /** Ends them. @returns those that broke, with why */
  broken(): Promise<readonly string[]>;
}

export async function portsAgain(lab: Lab, address: string): Promise<PortsAgain> {
  const program = [process.execPath, join(import.meta.dirname, 'ports-program.ts'), address];
  const [command = '', ...args] = clientArgv(lab.process, program);
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string> => {
    const { value, done = false } = await lines.next();
    if (done) throw new Error('the client of known ports ended early');
    return value as string;
  };
  await line();
  return {
    async again() {
      child.stdin.write('\n');
      await line();
    },
    async broken() {
      child.stdin.end();
      return JSON.parse(await line()) as readonly string[];
    },
  };
}
