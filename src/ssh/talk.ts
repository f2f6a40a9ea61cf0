import type { Writable } from 'node:stream';
import type { Conversation } from './become/shell.ts';
import type { PasswordGate, Turn } from './password-gate.ts';

/** The password that the remote command may ask for. */
export interface ShellPassword {
  /** Waits until it may be sent. */
  readonly enter: () => ReturnType<PasswordGate['enter']>;
  /** Called once it is wanted; the secret itself. */
  readonly reveal: () => string;
  /** What asks for it. */
  readonly asker: string;
}

export interface TalkOptions {
  readonly conversation: Conversation;
  readonly stdin: Writable;
  readonly password: ShellPassword;
  /** The script, secrets included; called when the remote shell is ready for it. */
  readonly script: () => string | Buffer;
  readonly giveUp: (why: string) => void;
}

/** What is said to a remote shell before it takes the script. */
export interface Talk {
  hear(stderr: string): void;
  /** Whether the script has been sent. */
  isOver(): boolean;
  /** Nothing more will be heard. */
  end(): void;
}

/** How much may be said before, in characters: all of it is looked through each time that there is more. */
const MOST_SAID = 256 * 1024;

/** Follows stderr until the remote shell is ready, and sends it what it waits for. */
export function createTalk({ conversation, stdin, password, script, giveUp }: TalkOptions): Talk {
  let said = '';
  let sent = false;
  let isEnded = false;
  let turn: Turn | undefined;
  const sendPassword = async (): Promise<void> => {
    const entered = await password.enter();
    if ('refusedBy' in entered)
      return giveUp(`${password.asker} does not accept the password: ${entered.refusedBy} has refused it`);
    if (isEnded) return entered.open();
    turn = entered;
    stdin.write(`${password.reveal()}\n`);
  };
  return {
    isOver: () => sent,
    hear(stderr) {
      if (sent || isEnded) return;
      said += stderr;
      if (said.length > MOST_SAID) return giveUp(`it printed more than ${MOST_SAID / 1024} KiB before it was ready`);
      const move = conversation.next(said);
      if (move.kind === 'send password') void sendPassword();
      if (move.kind === 'give up') giveUp(move.why);
      if (move.kind !== 'send script') return;
      turn?.accepted();
      sent = true;
      stdin.write(script());
    },
    end() {
      isEnded = true;
      if (conversation.isRefused(said)) turn?.refused();
      else turn?.open();
    },
  };
}
