import { ASKS_MORE, ASKS_PASSWORD, EXPIRED, HAS_EXPIRED } from './refusal.ts';
import type { Conversation } from './shell.ts';

/** The question of PAM, or of doas itself, which has no newline behind it: `Password: `, `doas (me@host) password: `. */
const QUESTION = /[^\r\n:]*password[^\r\n:]*: ?/gi;

export interface Asking {
  readonly method: 'su' | 'doas';
  /** What the shell says once it is there. */
  readonly ready: string;
  readonly password: 'has one' | 'has none';
}

/** Answers a question in words that are not known beforehand, once. */
export function answerQuestion({ method, ready, password }: Asking): Conversation {
  let sent = false;
  return {
    isRefused: (said) => sent && /authentication fail(?:ure|ed)|incorrect password|sorry/i.test(said),
    next(said) {
      if (said.includes(ready)) return { kind: 'send script' };
      const questions = said.match(QUESTION) ?? [];
      const last = questions.at(-1);
      if (last === undefined || !said.endsWith(last)) return { kind: 'wait' };
      if (EXPIRED.test(said)) return { kind: 'give up', why: HAS_EXPIRED(method) };
      if (password === 'has none') return { kind: 'give up', why: ASKS_PASSWORD(method) };
      if (sent) return questions.length > 1 ? { kind: 'give up', why: ASKS_MORE(method) } : { kind: 'wait' };
      sent = true;
      return { kind: 'send password' };
    },
  };
}
