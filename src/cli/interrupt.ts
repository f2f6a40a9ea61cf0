import { writeSync } from 'node:fs';
import { EXIT } from '../core/errors.ts';

/** Ctrl-C and its like, turned into one request to come to an end. */
export interface Interrupt {
  /** Aborted once: finish what runs, begin nothing new. */
  readonly signal: AbortSignal;
  readonly stop: () => void;
  /** Gives the signals back to Node's defaults. */
  readonly dispose: () => void;
}

/** Sent by whoever wants an end; the second time, at once. */
const ASKING = ['SIGINT', 'SIGTERM'] as const;

/** A terminal that goes away sends it, more than once where its shell passes it on: nobody asks for an end at once by that. */
const HANG_UP = 'SIGHUP';

const LEFT_AT_ONCE = `
umctl: stopped. A step that is running on a host still ends there. Hosts stay locked: run the same command again; it takes
over the locks and finishes the rest.
`;

/**
 * Listens for signals: the first asks the run to end, of which `warn` is told; the second that somebody sent ends the
 * process at once. Steps on the hosts that run then finish there or lose their link; the next run completes them.
 */
export function createInterrupt(warn: (message: string) => void): Interrupt {
  const controller = new AbortController();
  let asked = false;
  const end = (): void => {
    controller.abort();
    warn('stopping after the running steps; Ctrl-C again stops at once');
  };
  const onAsked = (): void => {
    if (asked) leave();
    asked = true;
    end();
  };
  const onHangUp = (): void => {
    if (!controller.signal.aborted) end();
  };
  for (const signal of ASKING) process.on(signal, onAsked);
  process.on(HANG_UP, onHangUp);
  return {
    signal: controller.signal,
    stop: () => {
      asked = true;
      controller.abort();
    },
    dispose: () => {
      for (const signal of ASKING) process.off(signal, onAsked);
      process.off(HANG_UP, onHangUp);
    },
  };
}

function leave(): never {
  try {
    // Past the view, which may be waiting for its turn.
    writeSync(process.stderr.fd, LEFT_AT_ONCE);
  } catch {
    // Nobody is there any more to read it.
  }
  process.exit(EXIT.interrupted);
}
