import { randomBytes } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { askScript } from '../../../../src/ssh/framing/ask-script.ts';
import { runScript } from '../../../../src/ssh/framing/run-script.ts';
import { together } from '../../../../src/ssh/framing/together.ts';
import { runScriptIn, shells } from './shells.ts';

vi.setConfig({ testTimeout: 120_000 });

/** What any user of the machine reads in /proc, as a command of the script sees it while it runs. */
const LOOK = "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\000' '\\n'";
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

test.each(shells)('$name: neither the mark nor a secret of a change stands in arguments', async (shell) => {
  const [own, secret] = [mark(), `-\\${mark()}'%s\0end`];
  const tasks = [{ text: `cat; ${LOOK}`, stdin: secret, seconds: 20 }];
  const lines = await runScriptIn(shell, runScript(own, tasks), own);
  const answer = lines.find((line) => line.kind === 'answer');
  const seen = answer?.kind === 'answer' ? answer.output.stdout : '';
  expect(seen.slice(0, secret.length)).toBe(secret);
  expect(seen.slice(secret.length)).not.toContain(own);
  expect(seen.slice(secret.length)).not.toContain(secret.slice(2, 30));
});
