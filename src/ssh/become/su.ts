import type { Become } from '../../core/host.ts';
import { quote } from '../../core/sh.ts';
import { READ_SCRIPT } from '../framing/read-script.ts';
import { ASKS_MORE, ASKS_PASSWORD, EXPIRED, HAS_EXPIRED } from './refusal.ts';
import { announce, type Conversation, marker, programOf, type RemoteShell } from './shell.ts';

/** PAM's question, which has no newline behind it: `Password: `, `root's Password:`. */
const QUESTION = /[^\r\n:]*password[^\r\n:]*: ?/gi;

/**
 * sh under su(1), by the shell of who is become. The password goes to su once it has asked: what asks is PAM, on stderr, in
 * words of its own. The script is sent once the shell says that it is ready, as under sudo.
 */
export function suShell(become: Become): RemoteShell {
  const ready = marker();
  const inner = `sh -c ${quote(`${announce(ready)}; ${READ_SCRIPT}`)}`;
  const flags = (become.flags ?? []).map(quote).join(' ');
  return {
    command: `${programOf(become)} ${flags} ${quote(become.user)} -c ${quote(inner)}`.replace('  ', ' '),
    conversation: converse(ready.join('-'), become.password !== undefined ? 'has a password' : 'has none'),
    unmarked: (text) => [ready.join(' '), ready.join('-')].reduce((clean, mark) => clean.replaceAll(mark, ''), text),
  };
}

function converse(ready: string, password: 'has a password' | 'has none'): Conversation {
  let sent = false;
  return {
    isRefused: (stderr) => sent && /authentication failure|incorrect password|sorry/i.test(stderr),
    next(stderr) {
      if (stderr.includes(ready)) return { kind: 'send script' };
      const questions = stderr.match(QUESTION) ?? [];
      if (!stderr.endsWith(questions.at(-1) ?? '\n')) return { kind: 'wait' };
      if (EXPIRED.test(stderr)) return { kind: 'give up', why: HAS_EXPIRED('su') };
      if (password === 'has none') return { kind: 'give up', why: ASKS_PASSWORD('su') };
      if (sent) return questions.length > 1 ? { kind: 'give up', why: ASKS_MORE('su') } : { kind: 'wait' };
      sent = true;
      return { kind: 'send password' };
    },
  };
}
