import { expect, test } from 'vitest';
import { askPasswords } from '../../../src/cli/passwords.ts';

const nothing = () => Promise.resolve('');

test('passwords that were asked for are asked one after the other', async () => {
  const asked: string[] = [];
  const prompt = (question: string) => Promise.resolve(`answer ${asked.push(question)}`);
  expect(await askPasswords({ askPass: true, askBecomePass: true }, prompt)).toEqual({
    login: 'answer 1',
    become: 'answer 2',
  });
  expect(await askPasswords({}, undefined)).toEqual({});
});

test.each([
  [{ askPass: true }, /ansible_password in the inventory/],
  [{ askBecomePass: true }, /ansible_become_password in the inventory/],
])('%o without a terminal or an answer says what to do in its place', async (options, instead) => {
  await expect(askPasswords(options, undefined)).rejects.toThrow(/no terminal to ask/);
  await expect(askPasswords(options, undefined)).rejects.toThrow(instead);
  await expect(askPasswords(options, nothing)).rejects.toThrow(instead);
});
