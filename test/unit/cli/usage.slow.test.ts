import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Installed, install } from './installed.ts';

let project: Installed;
beforeAll(async () => {
  project = await install();
});
afterAll(() => project.remove());

const { version } = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../../package.json'), 'utf8')) as {
  readonly version: string;
};

test('--version is the package’s', async () => {
  expect(await project.umctl('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

describe('--help', () => {
  test.each([
    'plan',
    'apply',
    'verify',
    'facts',
    'restore',
    'unlock',
    'switchover',
    'status',
    'drain',
    'undrain',
    'drill',
  ])('%s has examples, exit codes and the next step', async (command) => {
    const { code, stdout, stderr } = await project.umctl(command, '--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`\nExamples:\n  umctl ${command} inventory.yaml`));
    expect(stdout).toMatch(/\nExit codes:\n {4}0 {2}done/);
    expect(stdout).toMatch(/\nNext: umctl \w+/);
    expect(stdout).toContain('-K, --ask-become-pass');
  });

  test('without a command it goes to stderr, and is a usage error', async () => {
    const { code, stdout, stderr } = await project.umctl();
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('Usage: umctl [options] [command]');
  });
});

describe('a usage error is told on stderr, with what would be right, and is exit 1', () => {
  test.each([
    [['aply'], /unknown command 'aply'\n\(Did you mean apply\?\)/],
    [['plan', 'a.yaml', '--limt', 'n1'], /unknown option '--limt'\n\(Did you mean --limit\?\)/],
    [['plan', 'a.yaml', '-f', 'many'], /'many' is invalid\. Expected a whole number from 1 to 500/],
    [['plan', 'a.yaml', '-f', '0'], /Expected a whole number from 1 to 500/],
    [['plan', 'a.yaml', 'b.yaml'], /too many arguments/],
    [['inventory', 'a.yaml'], /give one of --list, --graph, --host NAME, --list-hosts PATTERN and --convert/],
    [['inventory', 'a.yaml', '--list', '--graph'], /give one of --list, --graph/],
    [['apply', 'a.yaml', '--yes', '--lock-wait', 'long'], /Expected a time such as 30s, 2m or 1h/],
    [
      ['plan', 'a.yaml', '--out', 'no/where.plan'],
      /--out no\/where\.plan: .*no is not a directory that you can write to/,
    ],
    [['plan', 'a.yaml', '--out', '.'], /--out \.: this is a directory; name a file in it/],
    [['verify', 'a.yaml', '--junit', '.'], /--junit \.: this is a directory; name a file in it/],
    [['restore', 'a.yaml', '--yes'], /required option '--run <id>' not specified/],
    [['history', '../../etc'], /no run '..\/..\/etc' is on record here; umctl history lists them/],
    [['verify'], /which inventory\? Try: umctl verify inventory\.yaml/],
    [
      ['verify', 'a.yaml', '--junit', 'no/where.xml'],
      /--junit no\/where\.xml: .*no is not a directory that you can write to/,
    ],
  ])('umctl %j', async (args, told) => {
    const { code, stdout, stderr } = await project.umctl(...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(told);
    expect(stderr).toContain('Add --help');
  });
});

describe('apply without a terminal', () => {
  test.each([['--yes'], ['--check'], ['-C'], ['--dry-run']])(
    '%s asks nothing, and goes on to the input',
    async (option) => {
      const { code, stderr } = await project.umctl('apply', 'nowhere.yaml', option);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^nowhere\.yaml.*\n1 problem\. Nothing was changed\.\n$/);
    },
  );
});
