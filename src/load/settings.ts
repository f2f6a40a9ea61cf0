import { type Dial, dialDirectly } from './dial.ts';

/** The load to make. Times are in milliseconds. */
export interface LoadSettings {
  /** http or https. */
  readonly url: string;
  /** Others that are asked in turn with it: new connections and kept ones alike. */
  readonly also?: readonly string[];
  /** New connections a second, one request each. */
  readonly rate: number;
  /** How long a request over a new connection may take, connecting included. */
  readonly limit: number;
  /** How many connections are kept, and how often each is used. */
  readonly keepAlive: {
    readonly connections: number;
    readonly every: number;
    readonly patience: number;
    /** How old a connection becomes before its client closes it and opens another; default: as old as the server lets it. */
    readonly lifetime?: number;
  };
  /** How connections are opened: from this machine, or through another. */
  readonly dial: Dial;
  /** Reads from an answer's body which server gave it. */
  readonly servedBy: (body: string) => string | undefined;
}

/** The demo's page says it in so many words. */
const servedBy = (body: string): string | undefined => /Served by ([\w.-]+)/.exec(body)?.[1];

/** Ten new connections a second with a second each, and four kept connections that are used five times a second. */
export const loadSettings = (given: Partial<LoadSettings> & Pick<LoadSettings, 'url'>): LoadSettings => ({
  rate: 10,
  limit: 1000,
  keepAlive: { connections: 4, every: 200, patience: 10_000 },
  dial: dialDirectly,
  servedBy,
  ...given,
});
