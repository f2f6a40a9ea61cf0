import { expect, test } from 'vitest';
import { accessWords } from '../../../src/cli/access-words.ts';
import { shownWords } from '../../../src/cli/extra-words.ts';
import { commandLine } from '../../../src/output/invocation.ts';

const chosen = { inventory: 'a.yaml', limit: 'n1', tags: ['heartbeat', 'gateway'], skipTags: ['packages'] };

test('the next command is for the same roles where that matters, and for no roles where it does not', () => {
  for (const command of ['plan', 'apply', 'verify'])
    expect(commandLine(command, chosen)).toBe(
      `umctl ${command} a.yaml --limit n1 --tags heartbeat,gateway --skip-tags packages`,
    );
  for (const command of ['unlock', 'restore', 'undrain', 'status'])
    expect(commandLine(command, chosen)).toBe(`umctl ${command} a.yaml --limit n1`);
});

test('the next command is for all sources of the inventory', () => {
  const several = { inventory: 'a.yaml', moreInventories: ['my hosts', 'n1,'], limit: 'n1' };
  expect(commandLine('apply', several)).toBe("umctl apply -i a.yaml -i 'my hosts' -i n1, --limit n1");
});

test('the next command asks for the same passwords', () => {
  const typed = {
    inventory: 'i.yaml',
    ...accessWords({ color: true, askBecomePass: true, vaultId: ['prod@prompt'] }),
  };
  expect(commandLine('apply', typed)).toBe('umctl apply i.yaml --ask-become-pass --vault-id prod@prompt');
  expect(accessWords({ color: true })).toEqual({});
});

test('the next command lets pass what this one did, where that is refused', () => {
  const typed = {
    inventory: 'i.yaml',
    allows: ['--allow-silent-gateway'],
    ...accessWords({ color: true, allowUnknownDistribution: true }),
  };
  expect(commandLine('apply', typed)).toBe('umctl apply i.yaml --allow-silent-gateway --allow-unknown-distribution');
  expect(commandLine('verify', typed)).toBe('umctl verify i.yaml --allow-unknown-distribution');
});

test('the next command logs in as the same, with the same variables, and shows none that may be secret', () => {
  const extraVars = ['a=1', 'ansible_become_password=hidden', '{"authkey": "hidden"}', '@vars.yml'];
  const typed = { inventory: 'i.yaml', ...accessWords({ color: true, user: 'ops', become: true, extraVars }) };
  expect(commandLine('apply', typed)).toBe(
    "umctl apply i.yaml --user ops --become --extra-vars a=1 --extra-vars '…' --extra-vars '…' --extra-vars @vars.yml",
  );
});

test('a command line is recorded without what may be secret in it', () => {
  const words = [
    'plan',
    '-e',
    'my_password=hidden',
    '-emy_token=hidden',
    '--extra-vars=vault=hidden',
    '-e',
    'a=1',
    '-l',
    'key',
  ];
  expect(shownWords(words)).toEqual(['plan', '-e', '…', '-e…', '--extra-vars=…', '-e', 'a=1', '-l', 'key']);
});
