import { EXIT, HostError } from '../../core/errors.ts';

/** Waits for `work` until the run is to end. @throws HostError with exit 130 then, and lets the work go its way */
export async function unlessAborted<T>(host: string, work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const interrupted = new HostError({ host, exit: EXIT.interrupted, message: 'interrupted before it had answered' });
  if (signal.aborted) throw interrupted;
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(interrupted);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work(), promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
