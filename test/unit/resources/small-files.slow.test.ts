import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { file } from '../../../src/resources/file.ts';
import { askScript } from '../../../src/ssh/framing/ask-script.ts';
import { together } from '../../../src/ssh/framing/together.ts';
import { runScriptIn, shells } from '../ssh/framing/shells.ts';

// Of small files a shell that questions share reads the content itself.

const CONTENTS = [
  ...[
    '',
    '\n',
    'a\n',
    'no end',
    '\n\n',
    '  two\n\tlines  \n',
    '-n\n',
    '\\n \\0101 \\\n',
    '%s %%\n',
    'a\r\nb\r',
    '\'"`$(id)\n',
  ],
  ...['äöü – ☃\n', `${'x'.repeat(1023)}\n`, `${'x'.repeat(1024)}\n`],
];

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'small-files-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const put = (name: string, content: string | Uint8Array): string => {
  const at = path.join(directory, name);
  writeFileSync(at, content, { mode: 0o644 });
  return at;
};

describe.each(shells)('in $name', (shell) => {
  const contentsOf = async (paths: readonly string[]): Promise<readonly (string | undefined)[]> => {
    const files = paths.map((at) => file({ path: at, content: 'what is wanted\n' }));
    const questions = files.map(({ probe }) => ({ text: probe.text, seconds: 20 }));
    const shared = together('mark-of-the-shared', questions, 20);
    const lines = await runScriptIn(shell, askScript('mark', shared.questions), 'mark');
    const outputs = new Map(lines.flatMap((line) => (line.kind === 'answer' ? [[line.index, line.output]] : [])));
    const answers = shared.answers(outputs);
    return files.map(({ parse }, i) => {
      const output = answers.get(i);
      return output === undefined ? undefined : String(parse(output)['content']);
    });
  };

  it('content comes as it is', async () => {
    const paths = CONTENTS.map((content, i) => put(`${shell.name}-${i}`, content));
    expect(await contentsOf(paths)).toEqual(CONTENTS);
  });

  it('what is no text is told by its digest, and never taken for another content', async () => {
    const paths = [put(`${shell.name}-nul`, Uint8Array.of(97, 0, 98, 10)), put(`${shell.name}-after`, 'after\n')];
    const [binary, after] = await contentsOf(paths);
    expect(binary).toMatch(/^sha256:/);
    expect(after).toBe('after\n');
  });
});
