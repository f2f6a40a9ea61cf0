import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

/**
 * Answers an HTTP proxy's CONNECT: joins the connection to a new one from here. Where that cannot be made the answer names
 * the error, so that whoever asked knows why.
 */
export function bridgeTunnel({ url = '' }: IncomingMessage, near: Duplex, head: Buffer): void {
  const { hostname, port } = new URL(`tcp://${url}`);
  const far = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port), noDelay: true });
  far.once('error', ({ message }) => near.end(`HTTP/1.1 502 ${message}\r\n\r\n`));
  far.once('connect', () => {
    near.write('HTTP/1.1 200 Connected\r\n\r\n');
    far.removeAllListeners('error').on('error', () => near.destroy());
    far.once('close', () => near.destroy());
    far.write(head);
    near.pipe(far).pipe(near);
  });
  near.on('error', () => far.destroy()).once('close', () => far.destroy());
}
