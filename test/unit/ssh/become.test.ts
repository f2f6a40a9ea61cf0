import { expect, test } from 'vitest';
import { plainShell } from '../../../src/ssh/become/shell.ts';
import { suShell } from '../../../src/ssh/become/su.ts';
import { sudoShell } from '../../../src/ssh/become/sudo.ts';
import { SCRIPT_SHELL } from '../../../src/ssh/framing/read-script.ts';

/** The prompt as sudo prints it, and what the shell says when it is there. */
const markers = (command: string): readonly string[] => {
  const [, prompt = '', key = '', value = ''] = /-p (\S+) .*printf "%s-%s\\n" (\S+) (\S+) /.exec(command) ?? [];
  return [prompt.replace('%%', '%'), `${key}-${value}`];
};

test('plain sh takes the script at once', () => {
  const { command, conversation } = plainShell();
  expect(command).toBe(SCRIPT_SHELL);
  expect(conversation.next('')).toEqual({ kind: 'send script' });
});

test('the password only on the prompt, once; the script only when the shell is there', () => {
  const { command, conversation } = sudoShell({ user: 'root', password: 'TOKEN' });
  const [prompt = '', ready = ''] = markers(command);
  expect(conversation.next('')).toEqual({ kind: 'wait' });
  expect(conversation.next(`lecture\n${prompt.slice(0, 9)}`)).toEqual({ kind: 'wait' });
  expect(conversation.next(`lecture\n${prompt}`)).toEqual({ kind: 'send password' });
  expect(conversation.next(`lecture\n${prompt}`)).toEqual({ kind: 'wait' });
  expect(conversation.next(`lecture\n${prompt}\n${ready}\n`)).toEqual({ kind: 'send script' });
});

test('a second prompt is a wrong password', () => {
  const { command, conversation } = sudoShell({ user: 'root', password: 'TOKEN' });
  const [prompt = ''] = markers(command);
  conversation.next(prompt);
  expect(conversation.next(`${prompt}\nSorry, try again.\n${prompt}`)).toMatchObject({ kind: 'give up' });
});

test('markers are new each time, and a user with a strange name is quoted', () => {
  const [one, other] = [
    sudoShell({ user: "o'hara", password: 'TOKEN' }),
    sudoShell({ user: "o'hara", password: 'TOKEN' }),
  ];
  expect(markers(one.command)).not.toEqual(markers(other.command));
  expect(one.command).toContain(`-u 'o'\\''hara'`);
  expect(sudoShell({ user: 'root' }).command).toContain('sudo -H -n -u root');
});

test('no mark stands in the command', () => {
  const { command, conversation } = sudoShell({ user: 'root', password: 'TOKEN' });
  for (const mark of markers(command)) expect(command).not.toContain(mark);
  expect(conversation.next(`+ ${command}\n`)).toEqual({ kind: 'wait' });
});

test('a second question right behind the password is no refusal of it', () => {
  const { command, conversation } = sudoShell({ user: 'root', password: 'TOKEN' });
  const [prompt = ''] = markers(command);
  conversation.next(prompt);
  expect(conversation.next(`${prompt}${prompt}`)).toMatchObject({ why: 'sudo asks for more than a password' });
  expect(conversation.isRefused(`${prompt}${prompt}`)).toBe(false);
});

test.each([
  [['-E', '-n'], 'sudo -E -n -u'],
  [['-HnSE'], 'sudo -HE -n -u'],
  [['-S', '--non-interactive', '--preserve-env=LANG'], 'sudo --preserve-env=LANG -n -u'],
  [['-gn'], 'sudo -gn -n -u'],
  [[], 'sudo -n -u'],
])('options %j take the place of -H, and umctl says how sudo asks', (flags, command) => {
  expect(sudoShell({ user: 'root', flags }).command).toContain(command);
});

test('what asks in words of its own is answered once it asks, and not for a line before', () => {
  const { command, conversation } = suShell({ user: 'op', password: 'TOKEN', method: 'su' });
  const said = `+ ${command}\r\na notice\r\n`;
  for (const end of [0, said.length - 1, said.length]) {
    expect(conversation.next(said.slice(0, end))).toEqual({ kind: 'wait' });
  }
  expect(conversation.next(`${said}Password: `)).toEqual({ kind: 'send password' });
  expect(conversation.next(`${said}Password: `)).toEqual({ kind: 'wait' });
  expect(conversation.next(`${said}Password: \r\nPassword: `)).toMatchObject({
    why: 'su asks for more than a password',
  });
});
