import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { coloured } from '../../../src/output/paint.ts';
import { CTRL_C, onTerminal, type Typing } from '../output/pty.ts';

const CHILD = fileURLToPath(new URL('./pager-child.ts', import.meta.url));

/** Shows a plan on a terminal of 12 rows. */
async function show(
  args: readonly string[],
  pager: string | undefined,
  { typing = [], more = {} }: { readonly typing?: readonly Typing[]; readonly more?: NodeJS.ProcessEnv } = {},
) {
  // The pager's own settings are the user's; what this machine's user has set is not tested.
  const env = { PAGER: pager, LESS: undefined, TERM: 'xterm', NO_COLOR: undefined, ...more };
  const { screen, code } = await onTerminal(CHILD, args, typing, { env });
  return { code, screen, text: stripVTControlCharacters(screen).replaceAll('\r', '') };
}

/** What a terminal is told to show another screen, which is gone with the program (xterm's smcup). */
const OTHER_SCREEN = '\u001B[?1049h';

const MARKING = 'sed "s/^/paged: /"';

test('a plan longer than the screen goes through $PAGER, its summary and what follows do not', async () => {
  const { text, code } = await show(['30'], MARKING);
  expect(code).toBe(0);
  expect(text).toContain('paged: n1: 30 steps\npaged:   file /etc/0\n');
  expect(text).toContain('paged:     mode  0600 → 0644\nIn all: 30 steps (n1 30)\n');
  expect(text).toMatch(/\nwarning: heartbeat has only one link\nthe question/);
});

test.each([
  ['it fits the screen', ['2'], MARKING],
  ['$PAGER is empty', ['30'], ''],
  ['it is JSON', ['30', 'json'], MARKING],
  ['nobody is asked about it', ['30', 'unasked'], MARKING],
  ['the pager is not there', ['30'], 'no-such-pager'],
  ['the pager cannot be run', ['30'], '/etc/passwd'],
])('a plan is written as it is where %s', async (_, args, pager) => {
  const { text, code } = await show(args, pager);
  expect(code).toBe(0);
  expect(text).not.toContain('paged:');
  expect(text).toContain('file /etc/1');
  expect(text.trimEnd().endsWith('the question')).toBe(true);
});

test('without $PAGER it is less: Ctrl-C is its own, q comes back to the summary and the question', async () => {
  const typing = [
    { at: '\n:', type: CTRL_C },
    // The next step shows that it is still there.
    { at: '', type: 'jj', until: 'file /etc/5' },
    { at: ':', type: 'q', until: 'In all' },
  ];
  const { text, code } = await show(['30'], undefined, { typing });
  expect(code).toBe(0);
  expect(text).not.toContain('file /etc/29');
  expect(text).not.toContain('stopping');
  expect(text).toMatch(/In all: 30 steps[\s\S]*the question/);
});

test('less ends by itself where all it is given fits, shows colours, and leaves the text on the screen', async () => {
  const { screen, text, code } = await show(['4', 'coloured'], undefined);
  expect([code, text.trimEnd().endsWith('the question')]).toEqual([0, true]);
  expect(screen).toContain(coloured('strong', 'n1'));
  expect(screen).toContain('\u001B[?1h');
  expect(screen).not.toContain('ESC');
  expect(screen).not.toContain(OTHER_SCREEN);
});

test('cat is not run where $PAGER is cat', async () => {
  const bin = mkdtempSync(join(tmpdir(), 'umctl-pager-'));
  onTestFinished(() => rmSync(bin, { recursive: true }));
  writeFileSync(join(bin, 'cat'), '#!/bin/sh\nexec sed "s/^/paged: /"\n', { mode: 0o755 });
  const more = { PATH: `${bin}:${process.env['PATH']}` };
  for (const [pager, isPaged] of [
    [' cat ', false],
    ['cat -', true],
  ] as const) {
    const { text, code } = await show(['30'], pager, { more });
    expect([code, text.includes('paged:'), text.includes('file /etc/1')]).toEqual([0, isPaged, true]);
  }
});
