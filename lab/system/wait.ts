import { setTimeout as delay } from 'node:timers/promises';

export interface WaitOptions {
  /** Completes "waited N s for …". */
  readonly what: string;
  readonly seconds: number;
  /** How long it is from an answer to the next question, in milliseconds; default 100. */
  readonly pause?: number;
  /** Aborts the wait with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** More to say when the limit is reached: the last lines of a log, for instance. */
  readonly evidence?: () => string | Promise<string>;
}

/** Asks until the answer is neither undefined nor false; an error naming what was waited for at the limit. */
export async function waitFor<T>(ask: () => Promise<T | undefined | false>, options: WaitOptions): Promise<T> {
  const { pause = 100 } = options;
  const deadline = Date.now() + options.seconds * 1000;
  for (;;) {
    options.signal?.throwIfAborted();
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() >= deadline) break;
    await delay(pause, undefined, options.signal ? { signal: options.signal } : {});
  }
  const evidence = options.evidence ? `\n${await options.evidence()}` : '';
  throw new Error(`waited ${options.seconds} s for ${options.what}${evidence}`);
}
