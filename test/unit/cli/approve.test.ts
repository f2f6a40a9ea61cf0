import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { CTRL_C, onTerminal, type Typing } from '../output/pty.ts';

const CHILD = fileURLToPath(new URL('./approve-child.ts', import.meta.url));
const ENTER = '\r';

async function ask(question: string, typing: readonly Typing[]): Promise<{ readonly screen: string; told: string }> {
  const { screen } = await onTerminal(CHILD, [question], typing);
  return { screen, told: /answer .*/.exec(screen)?.[0].trim() ?? screen };
}

test.each([
  ['y', 'answer true, interrupted false'],
  ['n', 'answer false, interrupted false'],
  [ENTER, 'answer false, interrupted false'],
  [CTRL_C, 'answer false, interrupted true'],
])('the plan is approved by yes alone: %j', async (type, told) => {
  expect((await ask('approve', [{ at: 'Do this 1 step on 1 host?', type }])).told).toBe(told);
});

test('two passphrases are asked for one after the other, and not shown', async () => {
  const typing = [
    { at: 'Passphrase of one', type: `poison${ENTER}` },
    { at: 'Passphrase of two', type: `venom${ENTER}` },
  ];
  const { screen, told } = await ask('prompt', typing);
  expect(told).toBe('answer ["poison","venom"], interrupted false');
  expect(screen.replace(told, '')).not.toMatch(/poison|venom/);
});

test('after Ctrl-C nothing more is asked', async () => {
  const { screen, told } = await ask('prompt', [{ at: 'Passphrase of one', type: CTRL_C }]);
  expect(told).toBe('answer ["",""], interrupted true');
  expect(screen).not.toContain('Passphrase of two');
});
