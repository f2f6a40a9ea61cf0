import { Agent, request } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Destination, type Dial, dialFor } from './dial.ts';
import { type Failed, failedBy } from './failure.ts';

/** What came of asking once. */
export interface LineAnswer extends Partial<Failed> {
  readonly status?: number;
  readonly servedBy?: string;
}

/** A connection that can be asked again and again; it is opened by the first request. */
export interface LoadLine {
  /** Asks once. Never rejects, and takes no longer than the limit. */
  readonly ask: () => Promise<LineAnswer>;
  /** Whether the connection is there. */
  readonly isOpen: () => boolean;
  readonly close: () => void;
}

export interface LineOptions {
  readonly url: string;
  readonly destination: Destination;
  readonly dial: Dial;
  /** Whether to ask the server to keep the connection. */
  readonly keep: boolean;
  /** How long opening the connection, if it has to be, and the answer may take, in milliseconds. */
  readonly limit: number;
  /** Reads from the beginning of an answer's body who gave it. */
  readonly servedBy: (body: string) => string | undefined;
  /** Hears when the connection ends between two requests without the server having said so in its last answer. */
  readonly onLost?: (why: string) => void;
}

/** So much of a body is looked at, in characters. */
const BODY_READ = 16_384;

export function createLine({ url, destination, dial, keep, limit, servedBy, onLost }: LineOptions): LoadLine {
  let open: Duplex | undefined;
  /** While a request is under way it is the one that hears how the connection ends. */
  let isAsking = false;
  let mayEnd = !keep;
  const over = new AbortController();
  const agent = new Agent({ keepAlive: keep, maxSockets: 1 });
  agent.createConnection = (_, made) => {
    dialFor(destination, dial, over.signal).then(
      (socket) => {
        open = socket;
        socket.on('error', () => undefined);
        socket.once('close', () => {
          open = undefined;
          if (!isAsking && !mayEnd && !over.signal.aborted) onLost?.('closed by the other side between two requests');
        });
        made?.(null, socket);
      },
      (error: Error) => made?.(error, undefined as unknown as Duplex),
    );
    return undefined;
  };
  const close = (): void => {
    over.abort();
    agent.destroy();
  };
  const ask = async (): Promise<LineAnswer> => {
    const { promise, resolve } = Promise.withResolvers<LineAnswer>();
    let stage = open === undefined ? 'connecting' : 'waiting for the answer';
    isAsking = true;
    const asking = request(url, { agent, defaultPort: destination.port, protocol: 'http:' });
    const fail = (failed: Failed): void => resolve(failed);
    asking.on('error', (error) => fail(failedBy(error)));
    asking.on('finish', () => {
      stage = 'waiting for the answer';
    });
    asking.on('response', (answer) => {
      stage = 'reading the answer';
      mayEnd = !keep || answer.headers.connection?.toLowerCase() === 'close';
      const { statusCode: status = 0 } = answer;
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        if (body.length < BODY_READ) body += chunk;
      });
      answer.on('error', (error) => fail(failedBy(error)));
      answer.on('end', () => {
        const by = servedBy(body);
        const known = { status, ...(by === undefined ? {} : { servedBy: by }) };
        resolve(status < 400 ? known : { ...known, failure: 'status', detail: `HTTP status ${status}` });
      });
    });
    asking.end();
    const timer = setTimeout(() => {
      // What has arrived while this program was itself held up is heard first.
      setImmediate(() => fail({ failure: 'timeout', detail: `${stage}: ${limit} ms` }));
    }, limit);
    const answer = await promise;
    clearTimeout(timer);
    if (answer.failure !== undefined && answer.failure !== 'status') {
      over.abort();
      asking.destroy();
    }
    isAsking = false;
    if (!keep) close();
    return answer;
  };
  return { ask, isOpen: () => open !== undefined, close };
}
