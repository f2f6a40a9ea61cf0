import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runScript, type ScriptTask } from '../../../../src/ssh/framing/run-script.ts';
import { runScriptIn, shells } from './shells.ts';

const MARK = 'mark-of-this-exchange';
let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'umctl-framing-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

const task = (text: string, stdin = '', seconds = 60): ScriptTask => ({ text, stdin, seconds });

describe.concurrent.each(shells)('commands in $name', (shell) => {
  const run = (...tasks: readonly ScriptTask[]) => runScriptIn(shell, runScript(MARK, tasks), MARK);

  test('each begins, ends, and lets the next begin; the first failure is the last', async () => {
    const lines = await run(task('echo a; echo b >&2'), task('cat', 'in'), task('exit 4'), task('echo never'));
    expect(lines).toEqual([
      { kind: 'begin', index: 0 },
      { kind: 'answer', index: 0, output: { code: 0, stdout: 'a\n', stderr: 'b\n' } },
      { kind: 'begin', index: 1 },
      { kind: 'answer', index: 1, output: { code: 0, stdout: 'in', stderr: '' } },
      { kind: 'begin', index: 2 },
      { kind: 'answer', index: 2, output: { code: 4, stdout: '', stderr: '' } },
      { kind: 'done' },
    ]);
  });

  test('stdin that begins as an option does, such as an armored key, arrives whole', async () => {
    const key = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n-n %s \\055\n';
    const [, whole, , short] = await run(task('cat', key), task('cat', '-'));
    expect(whole).toMatchObject({ output: { code: 0, stdout: key } });
    expect(short).toMatchObject({ output: { code: 0, stdout: '-' } });
  });

  test('stdin is closed where there is none, and may be left unread where there is some', async () => {
    const [, silent, , unread] = await run(task('cat; echo end'), task('true', 'x'.repeat(200_000)));
    expect(silent).toMatchObject({ output: { code: 0, stdout: 'end\n' } });
    expect(unread).toMatchObject({ output: { code: 0 } });
  });

  test.skipIf(shell.name === 'yash with old coreutils')(
    'time runs out with code 124, but what a command leaves running lives on',
    async () => {
      const lives = join(dir, `${shell.name} lives`);
      const lines = await run(task(`(sleep 1; echo yes > '${lives}') & echo started`), task('sleep 20', '', 2));
      expect(lines[1]).toMatchObject({ output: { code: 0, stdout: 'started\n' } });
      expect(lines[3]).toMatchObject({ output: { code: 124 } });
      await vi.waitFor(() => expect(readFileSync(lives, 'utf8')).toBe('yes\n'), { timeout: 20_000 });
    },
  );

  test('the file that holds the output is private, and gone in the end', async () => {
    const lines = await run(task('d=$(dirname "$(readlink /proc/self/fd/2)"); stat -c %a "$d"; echo "$d"'));
    const { stdout } = lines[1]?.kind === 'answer' ? lines[1].output : { stdout: '' };
    const [mode, printed = ''] = stdout.split('\n');
    expect(mode).toBe('700');
    expect(printed).toContain('umctl');
    expect(existsSync(printed)).toBe(false);
  });

  test('a script cut short anywhere runs nothing', async () => {
    const file = join(dir, `${shell.name} cut`);
    const script = runScript(MARK, [task(`echo x >> '${file}'`), task(`cat >> '${file}'`, 'content')]);
    const whole = script.trimEnd().length;
    const cuts = [
      ...Array.from({ length: 20 }, (_, i) => Math.floor((whole * i) / 20)),
      whole - 3,
      whole - 2,
      whole - 1,
    ];
    for (const cut of cuts) await runScriptIn(shell, script.slice(0, cut), MARK);
    expect(existsSync(file)).toBe(false);
    await runScriptIn(shell, script.slice(0, whole), MARK);
    expect(readFileSync(file, 'utf8')).toBe('x\ncontent');
  });

  test('any text reaches stdin as it is', async () => {
    const awkward = fc.string({
      unit: fc.constantFrom('\0', "'", '\\', '%', '$', '`', '"', '\n', ' ', 'ü', '\x7f', '0', 's', 'n'),
    });
    const property = fc.asyncProperty(fc.array(awkward, { minLength: 1, maxLength: 8 }), async (texts) => {
      const lines = await run(...texts.map((text) => task('cat', text)));
      expect(lines.flatMap((line) => (line.kind === 'answer' ? line.output.stdout : []))).toEqual(texts);
    });
    await fc.assert(property, { numRuns: 5 });
  });
});
