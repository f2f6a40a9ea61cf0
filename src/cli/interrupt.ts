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

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const LEFT_AT_ONCE = `
umctl: stopped now. A step that runs on a host is the last there, and hosts that were locked stay so: the same command
again takes those locks over, and finishes what was begun.
`;

/**
 * Listens for signals: the first asks the run to end, of which `warn` is told; the second ends the process at once.
 * Steps on the hosts that run then finish there or lose their link; the next run completes them.
 */
export function createInterrupt(warn: (message: string) => void): Interrupt {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) {
      // Past the view, which may be waiting for its turn.
      writeSync(process.stderr.fd, LEFT_AT_ONCE);
      process.exit(EXIT.interrupted);
    }
    controller.abort();
    warn('interrupted: finishing the steps that run, then freeing the hosts; Ctrl-C again stops now');
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    signal: controller.signal,
    stop: () => controller.abort(),
    dispose: () => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}
