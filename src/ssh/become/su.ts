import type { Become } from '../../core/host.ts';
import { quote } from '../../core/sh.ts';
import { READ_SCRIPT } from '../framing/read-script.ts';
import { answerQuestion } from './question.ts';
import { announce, marker, programOf, type RemoteShell, unmarker } from './shell.ts';

/**
 * sh under su(1), by the shell of who is become. The password goes to su once it has asked: what asks is PAM, on stderr, in
 * words of its own. The script is sent once the shell says that it is ready, as under sudo.
 */
export function suShell(become: Become): RemoteShell {
  const ready = marker();
  const inner = `sh -c ${quote(`${announce(ready)}; ${READ_SCRIPT}`)}`;
  const words = [programOf(become), ...(become.flags ?? []).map(quote), quote(become.user), '-c', quote(inner)];
  const password = become.password === undefined ? 'has none' : 'has one';
  return {
    command: words.join(' '),
    conversation: answerQuestion({ method: 'su', ready: ready.join('-'), password }),
    unmarked: unmarker(ready),
  };
}
