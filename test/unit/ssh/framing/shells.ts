import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createAnswerReader, type Line } from '../../../../src/ssh/framing/answers.ts';

/** A shell of this machine, as a node may have it. */
export interface Shell {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** What the shell is told before the script. */
  readonly before: string;
}

const PLAIN: readonly Shell[] = [
  { name: 'dash', command: ['dash'], before: '' },
  { name: 'bash as sh', command: ['bash', '--posix'], before: '' },
  { name: 'busybox sh', command: ['busybox', 'sh'], before: '' },
];

/** As on EL5, whose coreutils have neither. */
const WITHOUT_TOOLS = 'timeout() { return 127; }\nbase64() { return 127; }\n';

const installed = PLAIN.filter(({ command: [program] }) => spawnSync(program, ['--help']).error === undefined);

/** Every shell that is installed, with today's coreutils and with old ones. */
export const shells: readonly Shell[] = [
  ...installed,
  ...installed.map((shell) => ({ ...shell, name: `${shell.name} with old coreutils`, before: WITHOUT_TOOLS })),
];

/** Runs a script as a node would: on stdin of the shell. */
export async function runScriptIn(shell: Shell, script: string, mark: string): Promise<readonly Line[]> {
  const [program, ...args] = shell.command;
  const lines: Line[] = [];
  const reader = createAnswerReader(mark, { onLine: (line) => lines.push(line), onNoise: () => undefined });
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'], timeout: 60_000 });
  child.stdout.on('data', (chunk: Buffer) => reader.feed(chunk));
  child.stdin.end(shell.before + script);
  await once(child, 'close');
  return lines;
}
