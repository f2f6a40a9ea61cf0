import { execFile } from 'node:child_process';
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
    const { stdout } = await run(resolve(file), words, { maxBuffer: MOST }).catch((error: ProgramError) => {
      throw refuse(file, `${typed} ${fate(error)}`);
    });
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
  readonly signal?: string;
  readonly stderr?: string;
  readonly message: string;
}

function fate({ code, signal, stderr = '', message }: ProgramError): string {
  const how = typeof code === 'number' ? `ended with exit code ${code}` : (signal ?? message);
  return `${how}${stderr.trim() === '' ? '' : `: ${stderr.trim()}`}`;
}

const refuse = (file: string, message: string): InputError =>
  new InputError([{ at: { file, line: 1, column: 1 }, message }]);
