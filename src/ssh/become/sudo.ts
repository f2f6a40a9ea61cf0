import type { Become } from '../../core/host.ts';
import { quote } from '../../core/sh.ts';
import { READ_SCRIPT } from '../framing/read-script.ts';
import { ASKS_MORE, EXPIRED, HAS_EXPIRED, INCORRECT, NOT_ACCEPTED } from './refusal.ts';
import { announce, type Conversation, marker, programOf, type RemoteShell } from './shell.ts';

/** As Ansible has it, less what says how to ask. */
const FLAGS = ['-H'];

/**
 * sh under sudo(8). The password is sent only once sudo has asked with a random prompt, the script only once the shell
 * says so with another mark: where sudo does not ask, the password would become a line of the script. Neither mark
 * stands in the command as it is printed, because `set -x` in a start-up file and sudo's refusals repeat the command:
 * sudo prints `%%` of its prompt as `%`, and printf(1) puts the other mark together. With no password, sudo is told not to
 * ask (-n).
 */
export function sudoShell(become: Become): RemoteShell {
  const [prompt, ready] = [marker(), marker()];
  const how = become.password === undefined ? '-n' : `-S -p ${prompt.join('%%')}`;
  const flags = [...withoutAsking(become.flags ?? FLAGS).map(quote), how].join(' ');
  return {
    command: `${programOf(become)} ${flags} -u ${quote(become.user)} sh -c '${announce(ready)}; ${READ_SCRIPT}'`,
    conversation: converse({ prompt: prompt.join('%'), ready: ready.join('-') }),
    unmarked: (text) =>
      [prompt.join('%%'), prompt.join('%'), ready.join(' '), ready.join('-')].reduce(
        (clean, mark) => clean.replaceAll(mark, ''),
        text,
      ),
  };
}

/** Options less -n and -S, which say whether and how sudo asks: that is for umctl to say. Behind `CDgRrTt` stands a value. */
const withoutAsking = (flags: readonly string[]): readonly string[] =>
  flags.flatMap((flag) => {
    if (['--stdin', '--non-interactive'].includes(flag)) return [];
    const [, letters = '', rest = ''] = /^-([HSnEkPBN]*)(.*)$/s.exec(flag) ?? [];
    const kept = letters.replace(/[Sn]/g, '') + rest;
    if (letters === '') return [flag];
    return kept === '' ? [] : [`-${kept}`];
  });

function converse({ prompt, ready }: { readonly prompt: string; readonly ready: string }): Conversation {
  let asked = 0;
  return {
    isRefused(stderr) {
      const [, ...behind] = stderr.split(prompt);
      return INCORRECT.test(stderr) || (behind.length > 1 && (behind[0] ?? '').trim() !== '' && !EXPIRED.test(stderr));
    },
    next(stderr) {
      if (stderr.includes(ready)) return { kind: 'send script' };
      const [, ...behind] = stderr.split(prompt);
      if (asked > 0 && EXPIRED.test(behind.join(''))) return { kind: 'give up', why: HAS_EXPIRED('sudo') };
      if (behind.length <= asked) return { kind: 'wait' };
      asked = behind.length;
      if (asked === 1) return { kind: 'send password' };
      // Whoever refuses a password says so before asking again.
      const isRefusal = (behind[0] ?? '').trim() !== '';
      return { kind: 'give up', why: isRefusal ? NOT_ACCEPTED('sudo') : ASKS_MORE('sudo') };
    },
  };
}
