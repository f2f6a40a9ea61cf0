import { InputError } from '../../../src/core/errors.ts';

/** What an action refuses its input with, one problem a line, with files named from `directory` on. */
export async function complaintsOf(action: () => unknown, directory: string): Promise<string> {
  try {
    await action();
  } catch (error) {
    if (error instanceof InputError) return `${error.message.replaceAll(`${directory}/`, '')}\n`;
    throw error;
  }
  return 'nothing is wrong\n';
}
