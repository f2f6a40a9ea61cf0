import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('./main-child.ts', import.meta.url));
const EXAMPLE = fileURLToPath(new URL('../../../inventory.example.yaml', import.meta.url));

let home: string;
beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'umctl-no-terminal-'));
});
afterAll(() => rmSync(home, { recursive: true }));

/** umctl with nothing on stdin. */
function umctl(...args: readonly string[]) {
  const env = { ...process.env, HOME: home, XDG_STATE_HOME: home };
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8', input: '', env });
  return { status, stdout, stderr };
}

const RUN = '20260923T054512Z-3f2a9c';
const COMMANDS: readonly (readonly [string, ...string[]])[] = [
  ['apply'],
  ['restore', '--run', RUN],
  ['unlock'],
  ['drain', 'ultra2'],
  ['undrain', 'ultra2', '-l', 'ultra1'],
  ['switchover', '--to', 'ultra2'],
  ['rotate-key'],
  ['drill', '--fault', 'crash', '--allow-crash'],
];

describe('without a terminal and without --yes nothing is begun', () => {
  test.each(COMMANDS)('%s leads to --check of what was typed', (command, ...words) => {
    const { status, stdout, stderr } = umctl(command, EXAMPLE, ...words);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    const typed = ['umctl', command, EXAMPLE, ...words].join(' ');
    expect(stderr).toBe(
      `no terminal to confirm on: add --yes, or look first with ${typed} --check\n1 problem. Nothing was changed.\n`,
    );
  });

  test('with --json nobody could see what they agree to', () => {
    const { status, stdout, stderr } = umctl('apply', EXAMPLE, '--json');
    expect(status).toBe(1);
    expect(stderr).toContain('--json cannot ask: add --yes');
    expect(JSON.parse(stdout)).toMatchObject({ type: 'error', exit: 1 });
  });
});

describe('what --yes would not help against is told instead', () => {
  test.each([
    [['apply', 'nowhere.yaml'], 'nowhere.yaml: no such file'],
    [['drain', EXAMPLE, 'ultra3'], 'no real server is called "ultra3"; did you mean'],
    [['undrain', EXAMPLE, 'ultra3'], 'no real server is called "ultra3"; did you mean'],
    [['switchover', EXAMPLE, '--to', 'ultra3'], 'ultra3 is not among those that can serve: ultra1, ultra2'],
    [['restore', EXAMPLE, '--run', 'x'], '--run x: not the id of a run; umctl history lists them'],
    [['drill', EXAMPLE, '--fault', 'crash'], '--fault crash resets a host without warning'],
    [
      ['drill', EXAMPLE, '--fault', 'switchover', '--on', 'ultra3'],
      '--on ultra3: the cluster has no such node; there are ultra1, ultra2',
    ],
  ])('%j', (args, told) => {
    const { status, stderr } = umctl(...args);
    expect(status).toBe(1);
    expect(stderr).toContain(told);
    expect(stderr).not.toContain('--yes');
  });
});
