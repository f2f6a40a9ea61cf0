import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { showAt } from '../core/address/endpoint.ts';
import type { Dial } from './dial.ts';

/**
 * Connects by way of an HTTP proxy (CONNECT, RFC 9110 9.3.6), as `http_proxy` names one: a connection begins where the
 * proxy is. A refusal of the proxy rejects with its status line, which says what kept it from the destination, and
 * with the system's error code where the line has one.
 */
export const dialThrough =
  (proxy: string): Dial =>
  ({ host, port }, signal) =>
    new Promise<Duplex>((resolve, reject) => {
      const { hostname, port: at } = new URL(proxy);
      const to = showAt(host, port);
      const asked = request({ host: hostname, port: at, method: 'CONNECT', path: to, agent: false, signal });
      asked.once('connect', ({ statusCode, statusMessage }, socket) => {
        if (statusCode === 200) return resolve(socket);
        socket.destroy();
        const message = statusMessage || `the proxy ${proxy} answered ${statusCode}`;
        const [code] = /\bE[A-Z]{4,}\b/.exec(message) ?? [];
        reject(Object.assign(new Error(message), code === undefined ? {} : { code }));
      });
      asked.once('error', (error) => reject(new Error(`the proxy ${proxy}: ${error.message}`, { cause: error })));
      asked.end();
    });
