import type { KeyboardInteractiveAuthMethod } from 'ssh2';
import type { AttemptHears } from './attempt.ts';

/** Hidden questions that no password answers: a one-time code, or a new password in place of an expired one. */
const OTHER_QUESTION = /code|token|otp|one.?time|passcode|\bpin\b|new |retype|again|current|old /i;

/**
 * Answers keyboard-interactive's one question for the password. Anything else that the host asks gets no answer: the
 * password sent as a one-time code would be a failed login, and sent as a new password it would be set.
 */
export function answerWithPassword(
  password: () => string,
  { sent, cannotAnswer }: AttemptHears,
): KeyboardInteractiveAuthMethod['prompt'] {
  let answered = false;
  return (_name, _instructions, _language, prompts, finish) => {
    const [first] = prompts;
    if (first === undefined) return finish([]);
    const isForPassword = prompts.length === 1 && first.echo !== true && !OTHER_QUESTION.test(first.prompt);
    if (answered || !isForPassword) {
      cannotAnswer(prompts.map(({ prompt }) => prompt.trim()).join(' '));
      return finish([]);
    }
    answered = true;
    sent();
    finish([password()]);
  };
}
