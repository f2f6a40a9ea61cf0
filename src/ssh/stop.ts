import type { Writable } from 'node:stream';

/** The line that tells a script of commands to begin no further one; see framing/run-script.ts. */
export const STOP = 'stop';

/** Hands on to a host that the run is to come to an end. */
export interface Stop {
  /** The script is under way: before that its shell would take {@link STOP} for a part of the script. */
  begun(): void;
  /** Nobody listens any longer. */
  dispose(): void;
}

/** Sends {@link STOP} to a script on its stdin, in the exchange that runs it, once `signal` is aborted. */
export function createStop(stdin: Writable, signal: AbortSignal | undefined): Stop {
  const send = (): void => void stdin.write(`${STOP}\n`);
  let listens = false;
  return {
    begun() {
      if (listens) return;
      listens = true;
      if (signal?.aborted === true) send();
      else signal?.addEventListener('abort', send, { once: true });
    },
    dispose: () => signal?.removeEventListener('abort', send),
  };
}
