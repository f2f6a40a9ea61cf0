import { isCancel, password } from '@clack/prompts';
import { InputError } from '../core/errors.ts';
import { canAsk } from './terminal.ts';

/** What `--ask-pass` and `--ask-become-pass` were told. */
export interface Passwords {
  readonly login?: string;
  readonly become?: string;
}

/** Asks for the passwords that the command line wants asked. @throws InputError where nobody can be asked. */
export async function askPasswords(options: {
  readonly askPass?: boolean;
  readonly askBecomePass?: boolean;
}): Promise<Passwords> {
  if (options.askPass !== true && options.askBecomePass !== true) return {};
  if (!canAsk())
    throw new InputError([
      { message: 'there is no terminal to ask for a password on; use a key, or ansible_password in the inventory' },
    ]);
  const login = options.askPass === true ? await ask('Password to log in with') : undefined;
  const become = options.askBecomePass === true ? await ask('Password of sudo') : undefined;
  return { ...(login === undefined ? {} : { login }), ...(become === undefined ? {} : { become }) };
}

async function ask(message: string): Promise<string> {
  const answer = await password({ message, output: process.stderr });
  if (isCancel(answer)) throw new InputError([{ message: 'no password was given' }]);
  return answer;
}
