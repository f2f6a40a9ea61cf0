import { setTimeout as delay } from 'node:timers/promises';
import type { Destination } from './dial.ts';
import { createLine, type LoadLine } from './line.ts';
import type { Break, RequestRecord } from './record.ts';
import type { LoadSettings } from './settings.ts';

export interface KeepAliveOptions {
  readonly index: number;
  readonly destination: Destination;
  readonly settings: LoadSettings;
  /** Milliseconds since the load began. */
  readonly now: () => number;
  readonly ended: AbortSignal;
  readonly onRequest: (request: RequestRecord) => void;
  readonly onBreak: (broken: Break) => void;
}

/**
 * Keeps one connection and asks over it at fixed times; a request that is due while another waits is sent right after it,
 * late. A connection that ends is counted, and the next request that is due opens another. Resolves once ended and all is answered.
 */
export async function keepAlive(options: KeepAliveOptions): Promise<void> {
  const { index: connection, destination, settings, now, ended, onRequest, onBreak } = options;
  const { connections, every, patience, lifetime = Number.POSITIVE_INFINITY } = settings.keepAlive;
  const newLine = (): LoadLine => {
    const line = createLine({
      ...settings,
      destination,
      keep: true,
      limit: patience,
      onLost: (why) => onBreak({ connection, at: now(), why }),
    });
    return line;
  };
  let line = newLine();
  let opened = now();
  const renew = (): void => {
    line.close();
    line = newLine();
    opened = now();
  };
  // The connections take turns, so that together they see more moments than one.
  for (let at = (every * connection) / connections; !ended.aborted; at += every) {
    await until(at, now, ended);
    if (ended.aborted) break;
    const sent = now();
    const stood = line.isOpen();
    const answer = await line.ask();
    onRequest({ kind: 'keep-alive', connection, at, lag: sent - at, latency: now() - sent, ...answer });
    if (answer.failure === undefined || answer.failure === 'status') {
      if (now() - opened > lifetime) renew();
      continue;
    }
    if (stood) onBreak({ connection, at: now(), why: answer.detail ?? answer.failure });
    renew();
    // What was due meanwhile has gone down with the connection.
    while (at + every < now()) at += every;
  }
  line.close();
}

/** Waits for a moment, or for the end, whichever is first. */
const until = async (at: number, now: () => number, ended: AbortSignal): Promise<void> => {
  const milliseconds = at - now();
  if (milliseconds > 0) await delay(milliseconds, undefined, { signal: ended }).catch(() => undefined);
};
