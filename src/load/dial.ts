import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';

/** Where requests go: what an http or https URL says of it. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
}

/**
 * Opens a connection to a host and port. Rejects with what kept it from that. Once the signal is aborted nobody waits for
 * it any more: whatever it opens is closed again.
 */
export type Dial = (to: { readonly host: string; readonly port: number }, signal: AbortSignal) => Promise<Duplex>;

/** Connects straight from this machine. */
export const dialDirectly: Dial = ({ host, port }, signal) =>
  new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    const abandon = (): void => {
      socket.destroy();
    };
    signal.addEventListener('abort', abandon, { once: true });
    const settled = (): void => signal.removeEventListener('abort', abandon);
    socket.once('error', (error) => {
      settled();
      reject(error);
    });
    socket.once('connect', () => {
      settled();
      resolve(socket);
    });
  });

/**
 * Opens a connection ready for a request; with https, encrypted. Whose certificate it is is not looked at: what is
 * measured is whether there are answers, and an address that moves is the very thing that a certificate may not name.
 */
export async function dialFor(destination: Destination, dial: Dial, signal: AbortSignal): Promise<Duplex> {
  const socket = await dial(destination, signal);
  if (!destination.secure) return socket;
  const secure = connectTls({ socket, rejectUnauthorized: false });
  return new Promise((resolve, reject) => {
    secure.once('secureConnect', () => resolve(secure));
    secure.once('error', reject);
    secure.once('close', () => reject(new Error('the connection ended before it was encrypted')));
    signal.addEventListener('abort', () => secure.destroy(), { once: true });
  });
}

/** Reads where a URL leads. @throws Error unless it is an http or https URL. */
export function destinationOf(url: string): Destination {
  const { protocol, hostname, port } = URL.parse(url) ?? {};
  if (protocol !== 'http:' && protocol !== 'https:') throw new Error(`${url} is no http or https URL`);
  const secure = protocol === 'https:';
  return { host: (hostname ?? '').replace(/^\[|\]$/g, ''), port: Number(port) || (secure ? 443 : 80), secure };
}
