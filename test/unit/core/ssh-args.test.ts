import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { parseSshArgs } from '../../../src/core/ssh-args.ts';

/** The identity files that the real ssh makes of arguments; none of them has to exist with -o. */
function identityFiles(text: string): readonly string[] {
  const parsed = parseSshArgs(text);
  if ('wrong' in parsed) throw new Error(parsed.wrong);
  const options = parsed.options.flatMap(([keyword, value]) => ['-o', `${keyword}=${value}`]);
  const resolved = execFileSync('ssh', ['-G', '-F', 'none', ...options, 'n1'], { stdio: ['ignore', 'pipe', 'pipe'] });
  return [...resolved.toString().matchAll(/^identityfile (.*)$/gm)].map(([, file = '']) => file);
}

test.each([
  ['-i /keys/one', '/keys/one'],
  ["-i '/my keys/one'", '/my keys/one'],
  [`-i '/keys/"one"'`, '/keys/"one"'],
  [`-i "/keys/it's"`, "/keys/it's"],
  ['-i /keys/a\\\\b', '/keys/a\\b'],
  ['-i /keys/%h', '/keys/%h'],
  [`-o 'IdentityFile="/my keys/one"'`, '/my keys/one'],
])('%s names %j', (text, file) => {
  expect(identityFiles(text)).toEqual([file]);
});
