import { describe, expect, test } from 'vitest';
import type { Output } from '../../../../src/core/connection.ts';
import { askScript } from '../../../../src/ssh/framing/ask-script.ts';
import { ENDINGS, runScriptIn, shells } from './shells.ts';

const MARK = 'mark-of-this-exchange';

describe.concurrent.each(shells)('questions in $name', (shell) => {
  const askWithin = async (seconds: number, ...texts: readonly string[]): Promise<readonly (Output | undefined)[]> => {
    const questions = texts.map((text) => ({ text, seconds }));
    const lines = await runScriptIn(shell, askScript(MARK, questions), MARK);
    expect(lines.at(-1)).toEqual({ kind: 'done' });
    return texts.map(
      (_, i) => lines.flatMap((line) => (line.kind === 'answer' && line.index === i ? line.output : []))[0],
    );
  };
  const ask = (...texts: readonly string[]) => askWithin(60, ...texts);
  const ok = (stdout: string, stderr = ''): Output => ({ code: 0, stdout, stderr });

  test('answers with code, stdout and stderr, however they end', async () => {
    expect(await ask(...ENDINGS.map(([text]) => text))).toEqual(ENDINGS.map(([, answer]) => answer));
  });

  test('no question spoils another', async () => {
    const answers = await ask(
      'if',
      'cat; read x; echo "[$x]"',
      `echo ${MARK} done; printf '\\n${MARK} base64 5 QUFB  0\\n'`,
      'exec >&- 2>&-; exit 7',
      'kill -9 $$',
      'echo "$mark$coding"; cd /tmp; PATH=; umask 0; set -e; false',
      'pwd; umask; echo "$LC_ALL"',
    );
    expect(answers[0]).toMatchObject({ stdout: '', stderr: expect.stringMatching(/syntax error/i) });
    expect(answers[1]).toEqual(ok('[]\n'));
    expect(answers[2]?.stdout).toBe(`${MARK} done\n\n${MARK} base64 5 QUFB  0\n`);
    expect(answers[3]).toEqual({ code: 7, stdout: '', stderr: '' });
    expect(answers[4]?.code).toBe(137);
    expect(answers[5]?.stdout).toBe('\n');
    expect(answers[6]).toEqual(ok('/\n0022\nC\n'));
  });

  test('binary and large answers arrive whole', async () => {
    const [bytes, large, both] = await ask(
      "printf '\\000\\001\\n\\303\\274\\n'",
      'head -c 5000000 /dev/zero',
      'head -c 200000 /dev/zero | tr "\\000" e >&2; echo out',
    );
    expect(bytes).toEqual(ok('\0\x01\nü\n'));
    expect(large?.stdout.length).toBe(5_000_000);
    expect(both).toEqual(ok('out\n', 'e'.repeat(200_000)));
  });

  // yash does not end what a question leaves: docs/guarantees/killed-runs.md names it.
  test.skipIf(shell.name.startsWith('yash'))(
    'time runs out with code 124 and what was said till then; what is left running is ended',
    async () => {
      const began = Date.now();
      const [slow, background] = await askWithin(4, 'echo before; sleep 200; echo after', 'sleep 200 & echo at once');
      expect(slow).toMatchObject({ code: 124, stdout: 'before\n' });
      expect(background?.stdout).toBe('at once\n');
      expect(Date.now() - began).toBeLessThan(150_000);
    },
  );

  test('a question that has to be killed counts as one whose time ran out', async () => {
    expect(await askWithin(2, 'trap "" TERM; sleep 2.3; kill -KILL $$')).toMatchObject([{ code: 124 }]);
  });

  test('a text of 100 kB', async () => {
    expect(await ask(`: ${'x'.repeat(100_000)}\necho end`)).toEqual([ok('end\n')]);
  });
});

test('a text that no sh -c takes is refused', () => {
  expect(() => askScript(MARK, [{ text: 'x'.repeat(128 * 1024), seconds: 1 }])).toThrow('pass the bulk of it on stdin');
});

// In the first part of a pipe, `exit` has bash 3.2 set a signal mask from memory that it has given up (valgrind tells).
test('nothing but the end of a script ends by exit', () => {
  const lines = askScript(MARK, [{ text: 'true', seconds: 1 }]).split('\n');
  expect(lines.filter((line) => /\bexit\b/.test(line))).toEqual(['exit 0', ') || exit']);
});
