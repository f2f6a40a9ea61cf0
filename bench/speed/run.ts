import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a program took. */
export interface Taken {
  /** Seconds by the wall, and of the controller's processors. */
  readonly wall: number;
  readonly cpu: number;
  /** The most memory that it had, in MiB. */
  readonly memory: number;
}

/** Prints what a command took as its last line on stderr: seconds of user and system time, and the largest resident set in KiB. */
const MEASURED = `import os, resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
sys.stderr.write("%f %d\\n" % (used.ru_utime + used.ru_stime, used.ru_maxrss))
sys.exit(code)`;

interface Options {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program to its end. @throws Error unless it ends with 0 */
export async function run(command: readonly string[], { stdin = '', env = {} }: Options = {}): Promise<Taken> {
  const child = spawn('python3', ['-c', MEASURED, ...command], { env: { ...process.env, ...env } });
  let [said, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const since = performance.now();
  child.stdin.end(stdin);
  const [code] = await once(child, 'close');
  const wall = (performance.now() - since) / 1000;
  if (code !== 0) throw new Error(`${command.slice(0, 3).join(' ')} ended with ${code}:\n${said}${stderr}`);
  const [cpu = 0, memory = 0] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { wall, cpu, memory: memory / 1024 };
}
