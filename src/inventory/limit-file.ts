import { readFileSync, statSync } from 'node:fs';
import { InputError } from '../core/errors.ts';
import { reason } from './read-text.ts';
import { asLimit } from './select.ts';
import { splitPattern } from './split-pattern.ts';

/**
 * The parts of `--limit`, with those of files in place of `@FILE`: a part a line, which nothing takes apart further
 * (ansible/inventory/manager.py `subset`).
 */
export const limitParts = (limit: string): readonly string[] =>
  asLimit(() => splitPattern(limit)).flatMap((part) => (part.startsWith('@') ? linesOf(part.slice(1)) : [part]));

function linesOf(file: string): readonly string[] {
  const refuse = (why: string): InputError => new InputError([{ message: `--limit @${file}: ${why}` }]);
  try {
    if (!statSync(file).isFile()) throw refuse('expected a file with one host or pattern a line');
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines.map((line) => line.trim()).filter((line) => line !== '');
  } catch (error) {
    throw error instanceof InputError ? error : refuse(reason(error));
  }
}
