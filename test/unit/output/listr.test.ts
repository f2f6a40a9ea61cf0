import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { CTRL_C, onTerminal } from './pty.ts';
import { POISON } from './stream.ts';

const CHILD = fileURLToPath(new URL('./listr-child.ts', import.meta.url));
const SHOW_CURSOR = '\u001B[?25h';
const HIDE_CURSOR = '\u001B[?25l';

const play = (mode: string, ctrlCAt: readonly string[] = []) =>
  onTerminal(
    CHILD,
    [mode],
    ctrlCAt.map((at) => ({ at, type: CTRL_C })),
  );

const restoresCursor = (screen: string): boolean =>
  screen.includes(HIDE_CURSOR) && screen.lastIndexOf(SHOW_CURSOR) > screen.lastIndexOf(HIDE_CURSOR);

test('the picture moves, ends cleanly, and what was found stays below it', async () => {
  const { screen, code } = await play('whole');
  const text = stripVTControlCharacters(screen).replaceAll('\r', '');
  expect(code).toBe(0);
  expect(screen).toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] applying: 0 of 2 hosts done · 0\.\d s/);
  expect(screen).toMatch(/n1 {2}2\/2 {2}service heartbeat · 0\.\d s \(0\.\d s in all\)/);
  const order = [
    '✔ observed: 2 hosts',
    'n2: 2 steps',
    'warning: heartbeat has',
    'the question',
    '✖ applied: 1 host, 1',
  ];
  const places = [...order, 'service heartbeat … changed (11 s)', 'Exit 3: a host failed.'].map((line) =>
    text.indexOf(line),
  );
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
  expect(text.trimEnd().endsWith('umctl apply inventory.yaml')).toBe(true);
  expect(restoresCursor(screen)).toBe(true);
  expect(screen).not.toContain(POISON);
});

test('Ctrl-C once: what runs may end, the screen says so, the cursor comes back', async () => {
  const { screen, code } = await play('until Ctrl-C', ['service heartbeat · ']);
  expect(code).toBe(130);
  expect(screen).toContain('stopping after the running steps');
  expect(screen).toContain('2 unfinished');
  expect(restoresCursor(screen)).toBe(true);
});

test('Ctrl-C twice: now, and the cursor comes back all the same', async () => {
  const { screen, code } = await play('for ever', ['service heartbeat · ', 'stopping after']);
  expect(code).toBe(130);
  expect(restoresCursor(screen)).toBe(true);
});
