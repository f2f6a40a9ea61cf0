/** What kept a request from its answer, told by the error that the client's own kernel or the server gave. */
export type RequestFailure =
  /** RST to a SYN (ECONNREFUSED): somebody has the address, and nothing behind the port. */
  | 'refused'
  /** EHOSTUNREACH, ENETUNREACH: nobody answers ARP for the address, or there is no way to it. */
  | 'unreachable'
  /** RST on a connection that stood. */
  | 'reset'
  /** The connection ended, in order, before the answer was whole. */
  | 'closed'
  /** No answer within the limit. */
  | 'timeout'
  /** An answer, and one that says no (HTTP status 400 and above). */
  | 'status'
  | 'other';

/** A request and what became of it. Times are in milliseconds, `at` since the load began. */
export interface RequestRecord {
  /** `new`: over a connection of its own. */
  readonly kind: 'new' | 'keep-alive';
  /** What was asked, where that is not always the same. */
  readonly url?: string;
  /** Which of the keep-alive connections, from 0. */
  readonly connection?: number;
  /** When it was due. */
  readonly at: number;
  /** How much later it was sent; on a keep-alive connection that is the wait for the answer before. */
  readonly lag: number;
  /** From sending (connecting, for a new connection) to the last byte of the answer, or to the failure. */
  readonly latency: number;
  readonly failure?: RequestFailure;
  /** The failure in words: an errno, what the limit ran out over, a status. */
  readonly detail?: string;
  readonly status?: number;
  /** The server that answered, as its answer names it. */
  readonly servedBy?: string;
}

/** A keep-alive connection that ended although neither side had said that it would. */
export interface Break {
  readonly connection: number;
  /** Milliseconds since the load began. */
  readonly at: number;
  readonly why: string;
}

/** All that a run of load has seen. */
export interface LoadResult {
  /** When it began, in milliseconds since 1970. */
  readonly began: number;
  /** How long requests were sent for. */
  readonly milliseconds: number;
  /** In the order in which they were due. */
  readonly requests: readonly RequestRecord[];
  readonly breaks: readonly Break[];
  /** The longest time for which the program that makes the load was itself held up: what it measured is no truer. */
  readonly heldUp: number;
}

/** How long a client waited, from when it wanted to ask: without this, requests queued behind a slow one look fast. */
export const waited = ({ lag, latency }: RequestRecord): number => lag + latency;

/** When the answer, or the failure, was there. */
export const endOf = (request: RequestRecord): number => request.at + waited(request);
