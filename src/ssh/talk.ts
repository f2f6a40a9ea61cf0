import type { Writable } from 'node:stream';
import type { Conversation } from './become.ts';

export interface TalkOptions {
  readonly conversation: Conversation;
  readonly stdin: Writable;
  /** Called once it is wanted; holds a secret. */
  readonly password: () => string;
  /** The script, secrets included; called when the remote shell is ready for it. */
  readonly script: () => string;
  /** Whether stdin stays open behind the script, for more to be said on it. */
  readonly staysOpen: boolean;
  readonly giveUp: (why: string) => void;
}

/** What is said to a remote shell before it takes the script. */
export interface Talk {
  hear(stderr: string): void;
  /** Whether the script has been sent. */
  isOver(): boolean;
}

/** Follows stderr until the remote shell is ready, and sends it what it waits for. */
export function createTalk({ conversation, stdin, password, script, staysOpen, giveUp }: TalkOptions): Talk {
  let said = '';
  let sent = false;
  return {
    isOver: () => sent,
    hear(stderr) {
      if (sent) return;
      said += stderr;
      const move = conversation.next(said);
      if (move.kind === 'send password') stdin.write(`${password()}\n`);
      if (move.kind === 'give up') giveUp(move.why);
      if (move.kind !== 'send script') return;
      sent = true;
      stdin.write(script());
      if (!staysOpen) stdin.end();
    },
  };
}
