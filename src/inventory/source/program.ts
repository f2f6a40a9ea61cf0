import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { InputError } from '../../core/errors.ts';
import { kindOf } from '../groups.ts';
import type { Written } from '../yaml/written.ts';
import { readDynamic } from './dynamic.ts';
import type { Reading } from './reading.ts';

const run = promisify(execFile);
const MOST = 64 * 2 ** 20;

/** Runs a program that prints an inventory: `--list`, and `--host NAME` for each host where the list has no `_meta`. */
export async function readProgram(file: string, { readYaml, collect }: Reading): Promise<void> {
  const ask = async (...words: readonly string[]): Promise<Written> => {
    const typed = [file, ...words].join(' ');
    const { stdout } = await run(resolve(file), words, { maxBuffer: MOST }).catch(async (error: ProgramError) => {
      throw refuse(file, error.code === 'ENOENT' ? await notStarted(file) : `${typed} ${fate(error)}`);
    });
    if (stdout.trim() === '') throw refuse(file, `${typed} printed nothing; expected an inventory in JSON`);
    try {
      JSON.parse(stdout);
    } catch (error) {
      throw refuse(file, `${typed} printed no JSON: ${(error as Error).message}`);
    }
    const { root, problems } = readYaml(`${file} (what ${words.join(' ')} prints)`, stdout);
    if (root?.entries !== undefined) return root;
    throw problems.length > 0
      ? new InputError(problems)
      : refuse(file, `${typed} printed ${root === undefined ? 'nothing' : kindOf(root)}, not a mapping`);
  };
  await readDynamic(await ask('--list'), { file, collect, varsOf: (host) => ask('--host', host) });
}

interface ProgramError {
  readonly code?: number | string;
  readonly signal?: string | null;
  readonly stderr?: string;
  readonly message: string;
}

/** The file is there: what is not is the program that its first line names. */
async function notStarted(file: string): Promise<string> {
  await using handle = await open(file);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(256), 0, 256, 0);
  const first = buffer.toString('utf8', 0, bytesRead).split('\n')[0] ?? '';
  const interpreter = first.replace(/^#!\s*/, '').split(/[ \t]/)[0] ?? '';
  return interpreter.includes('\r')
    ? 'its first line ends in a carriage return, which is taken for a part of the name of its interpreter; save it with line ends of Unix'
    : `its first line names the interpreter ${interpreter}, which is not on this machine; install it, or correct that line`;
}

function fate({ code, signal, stderr = '', message }: ProgramError): string {
  const ended = signal === undefined || signal === null ? message : `was ended by ${signal}`;
  const how = typeof code === 'number' ? `ended with exit code ${code}` : ended;
  return `${how}${stderr.trim() === '' ? '' : `: ${stderr.trim()}`}`;
}

const refuse = (file: string, message: string): InputError =>
  new InputError([{ at: { file, line: 1, column: 1 }, message }]);
