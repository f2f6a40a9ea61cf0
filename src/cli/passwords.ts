import { InputError } from '../core/errors.ts';
import type { Prompt } from './prompt.ts';

/** What `--ask-pass` and `--ask-become-pass` were told. */
export interface Passwords {
  readonly login?: string;
  readonly become?: string;
}

/** What there is in place of an answer. */
const LOGIN = 'use a key, or ansible_password in the inventory';
const BECOME = 'put ansible_become_password in the inventory (vaulted), or let sudo ask for none';

/**
 * Asks for the passwords that the command line wants asked.
 * @throws InputError where nobody can be asked, or nobody answers
 */
export async function askPasswords(
  options: { readonly askPass?: boolean; readonly askBecomePass?: boolean },
  prompt: Prompt | undefined,
): Promise<Passwords> {
  const ask = async (question: string, instead: string): Promise<string> => {
    if (prompt === undefined)
      throw new InputError([{ message: `there is no terminal to ask for a password on; ${instead}` }]);
    const answer = await prompt(question);
    if (answer === '') throw new InputError([{ message: `no password was given; ${instead}` }]);
    return answer;
  };
  return {
    ...(options.askPass === true ? { login: await ask('Password to log in with', LOGIN) } : {}),
    ...(options.askBecomePass === true ? { become: await ask('Password of sudo', BECOME) } : {}),
  };
}
