import { PassThrough, type Writable } from 'node:stream';
import type { Client } from 'ssh2';
import { type Conversation, READY, type RemoteShell } from './become/shell.ts';
import { type Heard, openCommand, type RemoteCommand } from './remote-command.ts';

/** A shell on a host that takes one script after another. */
export interface OpenShell {
  readonly remote: RemoteShell;
  readonly stdin: Writable;
  /** Whether it has not taken a script yet. */
  readonly isNew: boolean;
  /** What is said before the next script. */
  readonly conversation: Conversation;
  /** From now on `heard` hears of it; the first who listens has it opened. */
  listen(heard: Heard): void;
  /** A script came to its end. @returns whether it can take another one */
  rest(): boolean;
  /** Whether it has ended, or been at rest for so long that it may end at any moment: shells have time limits of their own. */
  isStale(): boolean;
  /** Nothing more comes on its stdin: it ends with the script that it has. */
  finish(): void;
  close(): void;
}

/** How long a shell at rest is sure to be there, in milliseconds: nobody's TMOUT (bash(1)) is that short. */
const REST = 10_000;

const NOBODY: Heard = {
  started: () => undefined,
  stdout: () => undefined,
  stderr: () => undefined,
  ended: () => undefined,
  failed: () => undefined,
};

/** Makes a shell that is opened when somebody listens. */
export function openShell(client: Client, remote: RemoteShell): OpenShell {
  const stdin = new PassThrough();
  let heard = NOBODY;
  let command: RemoteCommand | undefined;
  let hasRested = false;
  let hasEnded = false;
  let since = 0;
  const toWhomListens: Heard = {
    started: () => heard.started(),
    stdout: (chunk) => heard.stdout(chunk),
    stderr: (chunk) => heard.stderr(chunk),
    ended(code, signal) {
      hasEnded = true;
      heard.ended(code, signal);
    },
    failed(error) {
      hasEnded = true;
      heard.failed(error);
    },
  };
  return {
    remote,
    stdin,
    get isNew() {
      return !hasRested;
    },
    get conversation() {
      return hasRested ? READY : remote.conversation;
    },
    listen(by) {
      heard = by;
      if (command === undefined) command = openCommand(client, remote, stdin, toWhomListens);
      else heard.started();
    },
    rest() {
      heard = NOBODY;
      hasRested = true;
      since = performance.now();
      // On a terminal a script that is long takes a shell of its own.
      return !hasEnded && remote.terminal !== true;
    },
    isStale: () => hasEnded || performance.now() - since > REST,
    finish() {
      hasEnded = true;
      stdin.end();
    },
    close() {
      heard = NOBODY;
      command?.close();
      stdin.destroy();
    },
  };
}
