import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ask, Output } from '../../../../src/core/connection.ts';
import { isTidy } from '../../../../src/core/tidy.ts';
import { askUndoneIn } from '../../../../src/engine/guard/once-undone.ts';
import { askLock } from '../../../../src/engine/lock/ask.ts';
import { absent } from '../../../../src/resources/absent.ts';
import { directory } from '../../../../src/resources/directory.ts';
import { file } from '../../../../src/resources/file.ts';
import { link } from '../../../../src/resources/link.ts';
import { askOwnExposed } from '../../../../src/resources/shell/exposed.ts';
import { askScript } from '../../../../src/ssh/framing/ask-script.ts';
import { together } from '../../../../src/ssh/framing/together.ts';
import { isRoot } from '../../is-root.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { runScriptIn, shells } from '../../ssh/framing/shells.ts';
import { askedFacts } from './hosts.ts';

// What is tidy shares a process with others of its kind: each says what it would say alone.

let node: Node;
beforeAll(async () => {
  node = await openNode();
  await node.given(`mkdir -p /etc/site/open /var/lib/umctl/kept; chmod 777 /etc/site/open; ln -sfn /etc/site /etc/way
echo a > /etc/site/a; echo b > /etc/site/open/b; chmod 600 /etc/site/a`);
});
afterAll(() => node?.close());

const asks: readonly Ask[] = [
  ...askedFacts.map(({ ask }) => ({ run: ask })),
  ...[...askLock.asks, ...askUndoneIn.asks, { run: askOwnExposed }],
  ...[
    file({ path: '/etc/site/a', content: 'a\n' }),
    file({ path: '/etc/site/open/b', content: 'c\n' }),
    file({ path: '/etc/site/none', content: 'c\n' }),
    directory({ path: '/etc/site/open' }),
    directory({ path: '/etc/way' }),
    link({ path: '/etc/way', target: '/etc' }),
    absent({ path: '/etc/way/a' }),
  ].map(({ probe }) => ({ run: probe })),
];
const texts = [...new Set(asks.map(({ run }) => run.text))];

test('most of what a run asks is tidy, and does nothing that ends or moves its shell', () => {
  const tidy = texts.filter(isTidy);
  expect(tidy.length).toBeGreaterThan(texts.length * 0.8);
  for (const text of tidy) expect(text).not.toMatch(/^[^#]*\b(?:exit|exec|return|trap|cd|umask|export|set -[a-z])\b/m);
});

/** posh is nobody's sh. */
const each = shells.filter(({ name, before }) => before === '' && name !== 'posh');

describe.skipIf(!isRoot).each(each)('where sh is $name', (shell) => {
  test('each says what it says alone, whatever was asked before it', async () => {
    const [program] = shell.command;
    const sh = await node.given('readlink -f "$(command -v sh)"');
    await node.given(`mount --bind "$(command -v ${program})" ${sh}`);
    const put = async (questions: readonly { readonly text: string; readonly seconds: number }[]) => {
      const lines = await runScriptIn(shell, askScript('mark', questions), 'mark', { enter: node.enter });
      return new Map(lines.flatMap((line) => (line.kind === 'answer' ? [[line.index, line.output] as const] : [])));
    };
    const asked = texts.map((text) => ({ text, seconds: 55 }));
    const ask = async (some: typeof asked) => {
      const { questions, answers } = together('mark-of-the-shared', some, 55);
      return answers(await put(questions));
    };
    const [alone, there, back] = [await put(asked), await ask(asked), await ask(asked.toReversed())];
    await node.given(`umount -l ${sh}`);
    const heard = (output: Output | undefined) => output && { code: output.code, stdout: output.stdout };
    for (const [i, text] of texts.entries()) {
      expect(heard(alone.get(i)), text).toBeDefined();
      expect(heard(there.get(i)), text).toEqual(heard(alone.get(i)));
      expect(heard(back.get(texts.length - 1 - i)), text).toEqual(heard(alone.get(i)));
    }
  });
});
