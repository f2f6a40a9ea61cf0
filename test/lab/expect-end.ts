import { expect } from 'vitest';
import { lastLines } from '../../lab/system/run.ts';
import type { Output } from '../../src/core/connection.ts';
import type { Played } from './secrets/play.ts';

/**
 * Expects that a program ended with `code`. Where it did not, the failure tells what it said, the last of it: a code alone tells
 * no cause.
 */
export function expectEnd(ended: Output | Played | undefined, code: number): void {
  const { stdout, stderr } =
    ended !== undefined && 'output' in ended
      ? { stdout: ended.output, stderr: '' }
      : (ended ?? { stdout: '', stderr: 'it did not run' });
  expect(ended?.code, `${lastLines(stdout, 80)}\n${lastLines(stderr, 40)}`).toBe(code);
}
