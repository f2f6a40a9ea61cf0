import { randomBytes } from 'node:crypto';
import { ASKED_SUDO } from '../core/asked-passwords.ts';
import { quote } from '../core/sh.ts';
import { READ_SCRIPT, SCRIPT_SHELL } from './framing/read-script.ts';

/** What is run on the host, and how to talk to it until it is ready for a script. */
export interface RemoteShell {
  readonly command: string;
  readonly conversation: Conversation;
  /** What the command printed, without the marks of the conversation. */
  readonly unmarked: (text: string) => string;
}

/** Follows what the remote command says on stderr until the script may be sent. */
export interface Conversation {
  /** What to do after `stderr`, which is everything said on stderr so far. */
  next(stderr: string): Move;
  /** Whether the password that was sent is wrong, by all that was said on stderr. */
  isRefused(stderr: string): boolean;
}

export type Move =
  | { readonly kind: 'wait' }
  | { readonly kind: 'send password' }
  | { readonly kind: 'send script' }
  | { readonly kind: 'give up'; readonly why: string };

/** Without becoming anybody: a constant command, ready from the start. */
export const plainShell = (): RemoteShell => ({
  command: SCRIPT_SHELL,
  conversation: { next: () => ({ kind: 'send script' }), isRefused: () => false },
  unmarked: (text) => text,
});

/**
 * sh under sudo(8). The password is sent only once sudo has asked with a random prompt, the script only once the shell
 * says so with another mark: where sudo does not ask, the password would become a line of the script. Neither mark
 * stands in the command as it is printed, because `set -x` in a start-up file and sudo's refusals repeat the command:
 * sudo prints `%%` of its prompt as `%`, and printf(1) puts the other mark together. env(1) sets the locale in any login
 * shell. With no password, sudo is told not to ask (-n).
 */
export function sudoShell(user: string, { hasPassword }: { readonly hasPassword: boolean }): RemoteShell {
  const [prompt, ready] = [marker(), marker()];
  const how = hasPassword ? `-S -p ${prompt.join('%%')}` : '-n';
  const announce = `printf "%s-%s\\n" ${ready.join(' ')} >&2`;
  return {
    command: `env LC_ALL=C sudo -H ${how} -u ${quote(user)} sh -c '${announce}; ${READ_SCRIPT}'`,
    conversation: converse({ prompt: prompt.join('%'), ready: ready.join('-') }),
    unmarked: (text) =>
      [prompt.join('%%'), prompt.join('%'), ready.join(' '), ready.join('-')].reduce(
        (clean, mark) => clean.replaceAll(mark, ''),
        text,
      ),
  };
}

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
      if (asked > 0 && EXPIRED.test(behind.join(''))) return { kind: 'give up', why: HAS_EXPIRED };
      if (behind.length <= asked) return { kind: 'wait' };
      asked = behind.length;
      if (asked === 1) return { kind: 'send password' };
      // Whoever refuses a password says so before asking again.
      const isRefusal = (behind[0] ?? '').trim() !== '';
      return isRefusal ? { kind: 'give up', why: NOT_ACCEPTED } : { kind: 'give up', why: ASKS_MORE };
    },
  };
}

/** Two halves, which are never printed side by side with what joins them in a mark. */
const marker = (): readonly [string, string] => [
  `umctl-${randomBytes(6).toString('hex')}`,
  randomBytes(6).toString('hex'),
];

const NOT_ACCEPTED = 'sudo does not accept the password';
const ASKS_MORE = 'sudo asks for more than a password';
const HAS_EXPIRED = 'the password has expired, and sudo wants a new one';

/** What sudo says of a wrong password, at the latest at its end. */
const INCORRECT = /incorrect password|Sorry, try again/;

/** What sudo and PAM say of an account whose password has expired. */
const EXPIRED = /password (is|has) expired|required to change your password|(current|new|old) password: ?$/im;

/** Whose password sudo was given: as it is told to people, and where it came from. */
export interface SudoUser {
  readonly user: string;
  readonly host: string;
  /** What names the password that was sent; undefined where there is none. */
  readonly password: string | undefined;
}

/** Why sudo went away before it started the shell, from what it printed; undefined when it is not known. */
export function sudoRefusal(
  stderr: string,
  who: SudoUser,
): { readonly why: string; readonly next: string } | undefined {
  const known = REFUSALS.find(([pattern]) => pattern.test(stderr));
  return known && { why: known[1], next: known[2](who) };
}

const giveAnother = ({ user, host, password }: SudoUser): string =>
  password === ASKED_SUDO
    ? `type the password of ${user} on ${host} again (--ask-become-pass asks for it anew)`
    : `correct ${password ?? 'ansible_become_password'} of ${host} in the inventory, or leave it out and use --ask-become-pass`;

const REFUSALS: readonly (readonly [RegExp, string, (who: SudoUser) => string])[] = [
  [
    new RegExp(`${HAS_EXPIRED}|${EXPIRED.source}`, 'im'),
    HAS_EXPIRED,
    ({ user, host }) => `log in to ${host} as ${user}, set a new password with passwd, and run umctl again`,
  ],
  [
    new RegExp(ASKS_MORE),
    `${ASKS_MORE}, such as a one-time code, which umctl cannot answer`,
    ({ user }) => `let ${user} use sudo without it: a line of sudoers with NOPASSWD, or a PAM rule for this account`,
  ],
  [/does not accept|incorrect password|Sorry, try again/, NOT_ACCEPTED, giveAnother],
  [
    /password is required|no password was provided/,
    'sudo asks for a password',
    () => 'give it with --ask-become-pass, or as ansible_become_password in the inventory (vaulted)',
  ],
  [
    /must have a tty/,
    'sudo wants a terminal (requiretty)',
    ({ user }) => `add a line to sudoers with visudo: Defaults:${user} !requiretty`,
  ],
  [
    /not in the sudoers|not allowed to/,
    'sudo does not let the user do this',
    () => 'add the user to sudoers with visudo',
  ],
  [
    /not found|No such file/,
    'there is no sudo on the host',
    () => 'install sudo, or log in as root (ansible_user: root)',
  ],
];
