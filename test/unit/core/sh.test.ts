import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSecrets } from '../../../src/core/secrets.ts';
import { joinSh, sh } from '../../../src/core/sh.ts';

const run = (text: string): string => execFileSync('sh', ['-c', text], { encoding: 'utf8' });

test('any word reaches the program exactly as it was', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.string({ unit: 'grapheme' }).map((word) => word.replaceAll('\0', '')),
        { minLength: 1, maxLength: 5 },
      ),
      (words) => {
        expect(run(sh`printf '[%s]' ${words}`.text)).toBe(words.map((word) => `[${word}]`).join(''));
      },
    ),
    { numRuns: 150 },
  );
});

test.each(["it's", '$(reboot)', '`id`', 'a\nb', '', '-n', '*', '~', '\\', '"', 'é ☃', '#no'])(
  '%j is one word',
  (word) => {
    expect(run(sh`printf '%s|' ${word} end`.text)).toBe(`${word}|end|`);
  },
);

test('shell text goes in as it is, and lists of it as words', () => {
  const inner = sh`echo ${'a b'}`;
  expect(run(sh`${inner}; ${joinSh([inner, sh`echo c`], ' && ')}`.text)).toBe('a b\na b\nc\n');
});

test('a secret or a NUL byte cannot get into a command line', () => {
  const token = createSecrets().seal('heartbeat key', 'open sesame');
  expect(() => sh`echo ${token}`).toThrow('a secret cannot be part of a command line');
  expect(() => sh`echo ${`key=${token}`}`).toThrow('a secret cannot be part of a command line');
  expect(() => sh`echo ${'a\0b'}`).toThrow('NUL');
});
