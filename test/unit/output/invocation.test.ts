import { expect, test } from 'vitest';
import { passwordWords } from '../../../src/cli/password-words.ts';
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

test('the next command asks for the same passwords', () => {
  const typed = {
    inventory: 'i.yaml',
    ...passwordWords({ forks: 10, color: true, askBecomePass: true, vaultId: ['prod@prompt'] }),
  };
  expect(commandLine('apply', typed)).toBe('umctl apply i.yaml --ask-become-pass --vault-id prod@prompt');
  expect(passwordWords({ forks: 10, color: true })).toEqual({});
});
