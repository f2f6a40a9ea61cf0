import { randomBytes } from 'node:crypto';
import type { Become } from '../../core/host.ts';
import { quote } from '../../core/sh.ts';
import { SCRIPT_SHELL } from '../framing/read-script.ts';

/** What is run on the host, and how to talk to it until it is ready for a script. */
export interface RemoteShell {
  readonly command: string;
  readonly conversation: Conversation;
  /** Set where it needs a terminal: all that it says comes on stdout then. */
  readonly terminal?: true;
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

/** With a shell that is ready. */
export const READY: Conversation = { next: () => ({ kind: 'send script' }), isRefused: () => false };

/** Without becoming anybody: a constant command, ready from the start. */
export const plainShell = (): RemoteShell => ({
  command: SCRIPT_SHELL,
  conversation: READY,
  unmarked: (text) => text,
});

/** Two halves, which are never printed side by side with what joins them in a mark. */
export const marker = (): readonly [string, string] => [
  `umctl-${randomBytes(6).toString('hex')}`,
  randomBytes(6).toString('hex'),
];

/** Prints a mark on stderr, which does not stand in the command as it is printed. */
export const announce = (ready: readonly [string, string]): string => `printf "%s-%s\\n" ${ready.join(' ')} >&2`;

/** Takes a mark out of a text. */
export const unmarker =
  (ready: readonly [string, string]) =>
  (text: string): string =>
    [ready.join(' '), ready.join('-')].reduce((clean, mark) => clean.replaceAll(mark, ''), text);

/** The program by which to become somebody, with its locale set in any login shell. */
export const programOf = ({ method = 'sudo', exe = [method] }: Become): string =>
  ['env', 'LC_ALL=C', ...exe].map(quote).join(' ');
