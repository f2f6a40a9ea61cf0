import { expect, test } from 'vitest';
import { plainShell, sudoShell } from '../../../src/ssh/become.ts';

const markers = (command: string): readonly string[] => command.match(/umctl-[0-9a-f]{24}/g) ?? [];

test('plain sh takes the script at once', () => {
  const { command, conversation } = plainShell();
  expect(command).toBe('sh');
  expect(conversation.next('')).toEqual({ kind: 'send script' });
});

test('the password only on the prompt, once; the script only when the shell is there', () => {
  const { command, conversation } = sudoShell('root', { hasPassword: true });
  const [prompt = '', ready = ''] = markers(command);
  expect(conversation.next('')).toEqual({ kind: 'wait' });
  expect(conversation.next(`lecture\n${prompt.slice(0, 9)}`)).toEqual({ kind: 'wait' });
  expect(conversation.next(`lecture\n${prompt}`)).toEqual({ kind: 'send password' });
  expect(conversation.next(`lecture\n${prompt}`)).toEqual({ kind: 'wait' });
  expect(conversation.next(`lecture\n${prompt}\n${ready}\n`)).toEqual({ kind: 'send script' });
});

test('a second prompt is a wrong password', () => {
  const { command, conversation } = sudoShell('root', { hasPassword: true });
  const [prompt = ''] = markers(command);
  conversation.next(prompt);
  expect(conversation.next(`${prompt}\nSorry, try again.\n${prompt}`)).toMatchObject({ kind: 'give up' });
});

test('markers are new each time, and a user with a strange name is quoted', () => {
  const [one, other] = [sudoShell("o'hara", { hasPassword: true }), sudoShell("o'hara", { hasPassword: true })];
  expect(markers(one.command)).not.toEqual(markers(other.command));
  expect(one.command).toContain(`-u 'o'\\''hara'`);
  expect(sudoShell('root', { hasPassword: false }).command).toContain('sudo -H -n -u root');
});
