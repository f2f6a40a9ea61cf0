import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { askScript } from '../../../../src/ssh/framing/ask-script.ts';
import { runScript } from '../../../../src/ssh/framing/run-script.ts';
import { together } from '../../../../src/ssh/framing/together.ts';
import { runScriptIn, shells } from './shells.ts';

/**
 * What any user of the machine reads in /proc, as a command of the script sees it while it runs; and the environment, which a
 * daemon that the command starts takes along to a user of its own.
 */
const LOOK = "cat /proc/[0-9]*/cmdline /proc/self/environ 2>/dev/null | tr '\\000' '\\n'";
const mark = (): string => `umctl-${randomBytes(16).toString('hex')}`;

test.each(shells)('$name: neither mark stands in the arguments of a process', async (shell) => {
  const [own, shared] = [mark(), mark()];
  const asks = [LOOK, 'true'].map((text) => ({ text, seconds: 20 }));
  const { questions, answers } = together(shared, asks, 20);
  const lines = await runScriptIn(shell, askScript(own, questions), own);
  const said = answers(new Map(lines.flatMap((line) => (line.kind === 'answer' ? [[line.index, line.output]] : []))));
  const seen = said.get(0)?.stdout ?? '';
  expect(seen, 'the look sees the shell that asks').toContain('umctl_text');
  expect([own, shared].filter((one) => seen.includes(one))).toEqual([]);
});

/** More than a pipe holds (64 KiB): whoever prints that is still at it while a command looks that has not read it yet. */
const LONG = 'x'.repeat(100_000);

test.each(shells)('$name: neither the mark nor a secret of a change stands in arguments', async (shell) => {
  const [own, secret] = [mark(), `-\\${mark()}'%s${LONG}\0end`];
  const tasks = [{ text: `${LOOK}; cat`, stdin: secret, seconds: 20 }];
  const lines = await runScriptIn(shell, runScript(own, tasks), own);
  const answer = lines.find((line) => line.kind === 'answer');
  const said = answer?.kind === 'answer' ? answer.output.stdout : '';
  const seen = said.slice(0, -secret.length);
  expect(said.slice(-secret.length) === secret, 'the secret arrives whole').toBe(true);
  expect(seen, 'the look sees the shell that changes').toContain('cmdline');
  expect([own, secret.slice(2, 30)].filter((one) => seen.includes(one))).toEqual([]);
});

test.each(shells)('$name: nor does what a question is told on its stdin', async (shell) => {
  const [own, line] = [mark(), `${mark()}${LONG}`];
  const question = { text: `${LOOK}; read -r line; echo "got \${#line}"`, seconds: 20, line };
  const lines = await runScriptIn(shell, askScript(own, [question]), own);
  const answer = lines.find((one) => one.kind === 'answer');
  const seen = answer?.kind === 'answer' ? answer.output.stdout : '';
  expect(seen).toContain(`got ${line.length}`);
  expect([own, line.slice(0, 30)].filter((one) => seen.includes(one))).toEqual([]);
});
