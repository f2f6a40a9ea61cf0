import type { Become } from '../../core/host.ts';
import { quote } from '../../core/sh.ts';
import { READ_SCRIPT } from '../framing/read-script.ts';
import { answerQuestion } from './question.ts';
import { announce, marker, programOf, type RemoteShell, unmarker } from './shell.ts';

/** The terminal hands on what it is given, byte by byte, and a link that is lost ends nothing: as where there is none. */
const RAW = 'trap "" HUP; stty raw -echo';

/**
 * sh under doas(1), which asks for a password on a terminal only. So it has one where there is a password, and is told not to
 * ask (-n) where there is none.
 */
export function doasShell(become: Become): RemoteShell {
  const ready = marker();
  const shell = (...first: readonly string[]): string =>
    `-u ${quote(become.user)} sh -c '${[...first, announce(ready), READ_SCRIPT].join('; ')}'`;
  if (become.password === undefined)
    return {
      command: `${programOf(become)} -n ${shell()}`,
      conversation: {
        next: (stderr) => ({ kind: stderr.includes(ready.join('-')) ? 'send script' : 'wait' }),
        isRefused: () => false,
      },
      unmarked: unmarker(ready),
    };
  return {
    command: `${programOf(become)} ${shell(RAW)}`,
    terminal: true,
    conversation: answerQuestion({ method: 'doas', ready: ready.join('-'), password: 'has one' }),
    unmarked: unmarker(ready),
  };
}
