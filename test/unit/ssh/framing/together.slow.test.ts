import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ahead } from '../../../../src/core/ahead.ts';
import type { Output } from '../../../../src/core/connection.ts';
import { shared } from '../../../../src/core/sh.ts';
import { tidy } from '../../../../src/core/tidy.ts';
import { askScript } from '../../../../src/ssh/framing/ask-script.ts';
import { together } from '../../../../src/ssh/framing/together.ts';
import { ENDINGS, runScriptIn, shells } from './shells.ts';

const MARK = 'mark-of-this-exchange';

/** Others on this machine change what is in /etc. */
let plainFile: string;
beforeAll(() => {
  plainFile = join(mkdtempSync(join(tmpdir(), 'together-')), 'plain');
  writeFileSync(plainFile, 'text\n');
  chmodSync(plainFile, 0o644);
});
afterAll(() => rmSync(join(plainFile, '..'), { recursive: true, force: true }));
const usual = (...texts: readonly string[]) => texts.map((text) => ({ text, seconds: 20 }));

describe.concurrent.each(shells)('questions that share a shell, $name', (shell) => {
  const ask = async (...texts: readonly string[]): Promise<readonly (Output | undefined)[]> => {
    const { questions, answers } = together('mark-of-the-shared', usual(...texts), 20);
    expect(questions).toHaveLength(1);
    const lines = await runScriptIn(shell, askScript(MARK, questions), MARK);
    const said = answers(new Map(lines.flatMap((line) => (line.kind === 'answer' ? [[line.index, line.output]] : []))));
    return texts.map((_, i) => said.get(i));
  };
  const ok = (stdout: string, stderr = ''): Output => ({ code: 0, stdout, stderr });

  test('answers with code, stdout and stderr, however they end', async () => {
    expect(await ask(...ENDINGS.map(([text]) => text))).toEqual(ENDINGS.map(([, answer]) => answer));
  });

  test('no question spoils another', async () => {
    const answers = await ask(
      'if',
      'cat; read x; echo "[$x]"',
      `printf '\\n${MARK} done\\n'`,
      'exec >&- 2>&-; exit 7',
      'cd /tmp; PATH=; umask 0; set -e; set -- x; f() { :; }; v=set; exec 3>&- 4>&-; false',
      'echo "$# $v"; pwd; umask; echo "$LC_ALL"; f',
      "echo 'it''s' \"$0\" | tr -d '\\n'; printf '\\n\\n'",
    );
    expect(answers[0], 'what is no shell text has to be asked alone').toBeUndefined();
    expect(answers[1]).toEqual(ok('[]\n'));
    expect(answers[2]?.stdout).toBe(`\n${MARK} done\n`);
    expect(answers[3]).toEqual({ code: 7, stdout: '', stderr: '' });
    expect(answers[4]).toMatchObject({ code: 1, stdout: '' });
    expect(answers[5]).toMatchObject({ code: 127, stdout: '0 \n/\n0022\nC\n' });
    expect(answers[6]).toEqual(ok('its sh\n\n'));
  });

  test('what is shared is sent once, and is there for those that have it only', async () => {
    const long = shared({ text: `said() { echo "'it' is $1"; }\n: ${'x'.repeat(500)}` }).text;
    const texts = ['a', 'b', 'c'].map((name) => `if [ ${name} != c ]; then\n${long}\nsaid ${name}\nfi`);
    const [question] = together('m', usual(...texts, 'said d'), 20).questions;
    expect(question?.text.split('x'.repeat(500))).toHaveLength(2);
    const [a, b, c, d] = await ask(...texts, 'said d');
    expect([a, b, c]).toEqual([ok("'it' is a\n"), ok("'it' is b\n"), ok('')]);
    expect(d).toMatchObject({ code: 127, stdout: '' });
  });

  test('what is asked ahead of many paths comes to each question, and nothing of a path that is not there', async () => {
    const paths = [plainFile, '/no/such', '/etc', '/proc/self/exe', '/dev/null', plainFile];
    const answers = await ask(
      ...paths.map((path) => `${ahead('stat', path).text}\n${ahead('sum', path).text}\necho "$stat|$sum"`),
      `${ahead('stat', '/a b').text}\necho "[$stat]"`,
      'set -- a b; for one in $1; do echo "$one $#"; done; echo *',
    );
    const sum = createHash('sha256').update('text\n').digest('hex');
    const [regular, none, etc, link, device, again, odd, plain] = answers.map((one) => one?.stdout);
    expect(regular).toMatch(new RegExp(`^-rw-r--r-- 5 644 \\S+ \\S+\\|${sum}\n$`));
    expect([none, again, odd]).toEqual(['|\n', regular, '[]\n']);
    expect([etc, link, device].map((one) => one?.[0])).toEqual(['d', 'l', 'c']);
    expect([etc, link, device].map((one) => one?.split('|')[1])).toEqual(['\n', '\n', '\n']);
    expect(plain).toMatch(/^a 2\n.*etc.*\n$/);
  });

  test('what is shared may end its shell all the same', async () => {
    const end = shared({ text: 'exit 3' }).text;
    expect(await ask(`echo a\n${end}`, `echo b\n${end}`, 'echo c')).toMatchObject([
      { code: 3, stdout: 'a\n' },
      { code: 3, stdout: 'b\n' },
      ok('c\n'),
    ]);
  });

  test('what is tidy shares a process, with its own kind only, and is not heard on stderr', async () => {
    const count = tidy({ text: 'seen="$seen"x; echo "$seen $#"; pwd; echo no >&2; [ "$seen" = x ]' }).text;
    const answers = await ask('echo "[$seen]"; seen=y', count, 'echo "[$seen]" >&2; cd /tmp', `${count} `, 'pwd');
    expect(answers).toEqual([
      ok('[]\n'),
      ok('x 0\n/\n'),
      ok('', '[]\n'),
      { code: 1, stdout: 'xx 0\n/\n', stderr: '' },
      ok('/\n'),
    ]);
  });

  test('one that is not as tidy as it says leaves those before it answered, and the tidy ones behind it open', async () => {
    const [a, b, c] = ['echo a', 'echo b; exit 0', 'echo c'].map((text) => tidy({ text }).text);
    expect(await ask(`${a}`, `${b}`, `${c}`, 'echo d')).toEqual([ok('a\n'), undefined, undefined, ok('d\n')]);
  });

  test('one that ends the shell leaves those before it answered, and the others open', async () => {
    const answers = await ask('echo a', 'echo b; kill -9 $$; sleep 1', 'echo c');
    expect(answers).toEqual([ok('a\n'), undefined, undefined]);
  });

  test('one that ends its own shell, and does not look like it, is open, and no other', async () => {
    const answers = await ask('echo a', 'echo b; . /no/such/file; echo c', 'echo c');
    expect(answers).toEqual([ok('a\n'), undefined, ok('c\n')]);
  });
});

test('a limit of its own, or a long text, is asked alone', () => {
  const long = { text: 'y'.repeat(70_000), seconds: 20 };
  const { questions, answers } = together(
    'm',
    [...usual('a', 'b'), { text: 'c', seconds: 5 }, long, ...usual('d')],
    20,
  );
  expect(questions.map(({ text, seconds }) => [text.slice(0, 22), seconds])).toEqual([
    ['read -r umctl_mark\nset', 60],
    ['y'.repeat(22), 20],
    ['d', 20],
    ['c', 5],
  ]);
  const output: Output = { code: 9, stdout: 'all', stderr: '' };
  expect([...answers(new Map([[3, output]]))]).toEqual([[2, output]]);
});

test('no shell has more text than old kernels take', () => {
  const { questions } = together('m', usual(...Array.from({ length: 50 }, (_, i) => `${i}`.padEnd(5000, 'z'))), 20);
  expect(questions.length).toBe(5);
  expect(Math.max(...questions.map(({ text }) => text.length))).toBeLessThan(65_000);
});
