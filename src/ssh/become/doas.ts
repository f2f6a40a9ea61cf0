import type { Become } from '../../core/host.ts';
import { quote } from '../../core/sh.ts';
import { READ_SCRIPT } from '../framing/read-script.ts';
import { announce, marker, programOf, type RemoteShell } from './shell.ts';

/** sh under doas(1), which asks for a password on a terminal only: it is told not to ask (-n). */
export function doasShell(become: Become): RemoteShell {
  const ready = marker();
  return {
    command: `${programOf(become)} -n -u ${quote(become.user)} sh -c '${announce(ready)}; ${READ_SCRIPT}'`,
    conversation: {
      next: (stderr) => ({ kind: stderr.includes(ready.join('-')) ? 'send script' : 'wait' }),
      isRefused: () => false,
    },
    unmarked: (text) => [ready.join(' '), ready.join('-')].reduce((clean, mark) => clean.replaceAll(mark, ''), text),
  };
}
