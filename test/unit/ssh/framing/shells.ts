import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { Output } from '../../../../src/core/connection.ts';
import { type AnswerLine, createAnswerReader } from '../../../../src/ssh/framing/answers.ts';
import { packed } from '../../../../src/ssh/framing/pack.ts';
import { READ_SCRIPT } from '../../../../src/ssh/framing/read-script.ts';

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
  { name: 'mksh', command: ['mksh'], before: '' },
  { name: 'yash', command: ['yash', '--posixly-correct'], before: '' },
  { name: 'posh', command: ['posh'], before: '' },
  { name: 'ksh93', command: ['ksh93'], before: '' },
  { name: 'zsh as sh', command: ['zsh', '--emulate', 'sh'], before: '' },
];

/** As on EL5, whose coreutils have neither. */
const WITHOUT_TOOLS = 'timeout() { return 127; }\nbase64() { return 127; }\n';

const installed = PLAIN.filter(({ command: [program] }) => spawnSync(program, ['-c', ':']).error === undefined);

/** Every shell that is installed, with today's coreutils and with old ones. */
export const shells: readonly Shell[] = [
  ...installed,
  ...installed.map((shell) => ({ ...shell, name: `${shell.name} with old coreutils`, before: WITHOUT_TOOLS })),
];

/** Questions that end in every way, and their answers. */
export const ENDINGS: readonly (readonly [text: string, answer: Output])[] = [
  ['echo a', { code: 0, stdout: 'a\n', stderr: '' }],
  ['printf b', { code: 0, stdout: 'b', stderr: '' }],
  ['echo c >&2; exit 3', { code: 3, stdout: '', stderr: 'c\n' }],
  ['true', { code: 0, stdout: '', stderr: '' }],
  ["printf 'd\\n\\n' >&2", { code: 0, stdout: '', stderr: 'd\n\n' }],
  ['printf x0 >&2; exit 200', { code: 200, stdout: '', stderr: 'x0' }],
];

/** How a script is run: what enters the host, and who hears of each line. */
interface Way {
  readonly enter?: readonly string[];
  readonly onLine?: (line: AnswerLine) => void;
  /** Whether it goes as it goes over SSH: packed where that is worth it. Default: it does. */
  readonly packs?: boolean;
}

/**
 * Runs a script as a node would: on stdin of the shell. What scripts beside it, on the same machine, are told to have at
 * work is no line of its own, unless it runs on a host of its own.
 */
export async function runScriptIn(
  shell: Shell,
  script: string,
  mark: string,
  { enter = [], onLine, packs = true }: Way = {},
): Promise<readonly AnswerLine[]> {
  const [program = '', ...args] = [...enter, ...shell.command, '-c', shell.before + READ_SCRIPT];
  const lines: AnswerLine[] = [];
  const reader = createAnswerReader(mark, {
    onLine(line) {
      if (line.kind === 'left' && enter.length === 0) return;
      lines.push(line);
      onLine?.(line);
    },
    onNoise: () => undefined,
  });
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'], timeout: 200_000 });
  child.stdout.on('data', (chunk: Buffer) => reader.feed(chunk));
  child.stdin.end(packs ? packed(script) : script);
  await once(child, 'close');
  return lines;
}
