import { randomBytes } from 'node:crypto';
import { quote } from '../core/sh.ts';

/** What is run on the host, and how to talk to it until it is ready for a script. */
export interface RemoteShell {
  readonly command: string;
  readonly conversation: Conversation;
}

/** Follows what the remote command says on stderr until the script may be sent. */
export interface Conversation {
  /** What to do after `stderr`, which is everything said on stderr so far. */
  next(stderr: string): Move;
}

export type Move =
  | { readonly kind: 'wait' }
  | { readonly kind: 'send password' }
  | { readonly kind: 'send script' }
  | { readonly kind: 'give up'; readonly why: string };

/** Without becoming anybody: the constant `sh`, ready from the start. */
export const plainShell = (): RemoteShell => ({
  command: 'sh',
  conversation: { next: () => ({ kind: 'send script' }) },
});

/**
 * sh under sudo(8). The password is sent only once sudo has asked with a random prompt, the script only once the shell
 * says so with another: where sudo does not ask, the password would become a line of the script. env(1) sets the
 * locale in any login shell. With no password, sudo is told not to ask (-n).
 */
export function sudoShell(user: string, { hasPassword }: { readonly hasPassword: boolean }): RemoteShell {
  const [prompt, ready] = [marker(), marker()];
  const how = hasPassword ? `-S -p ${prompt}` : '-n';
  let asked = 0;
  return {
    command: `env LC_ALL=C sudo -H ${how} -u ${quote(user)} sh -c 'echo ${ready} >&2; exec sh'`,
    conversation: {
      next(stderr) {
        if (stderr.includes(ready)) return { kind: 'send script' };
        const prompts = stderr.split(prompt).length - 1;
        if (prompts <= asked) return { kind: 'wait' };
        asked = prompts;
        return asked === 1 ? { kind: 'send password' } : { kind: 'give up', why: 'sudo does not accept the password' };
      },
    },
  };
}

const marker = (): string => `umctl-${randomBytes(12).toString('hex')}`;

/** Why sudo went away before it started the shell, from what it printed; undefined when it is not known. */
export function sudoRefusal(stderr: string, user: string): { readonly why: string; readonly next: string } | undefined {
  const known = REFUSALS.find(([pattern]) => pattern.test(stderr));
  return known && { why: known[1], next: known[2].replace('USER', user) };
}

const REFUSALS: readonly (readonly [RegExp, string, string])[] = [
  [/password is required|no password was provided/, 'sudo asks for a password', 'give it with --ask-become-pass'],
  [/does not accept|incorrect password|Sorry, try again/, 'sudo does not accept the password', 'try --ask-become-pass'],
  [
    /must have a tty/,
    'sudo wants a terminal (requiretty)',
    'add a line to sudoers with visudo: Defaults:USER !requiretty',
  ],
  [/not in the sudoers|not allowed to/, 'sudo does not let the user do this', 'add the user to sudoers with visudo'],
  [/not found|No such file/, 'there is no sudo on the host', 'install sudo, or log in as root (ansible_user: root)'],
];
