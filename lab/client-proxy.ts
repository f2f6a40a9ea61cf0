import { createServer } from 'node:http';
import process from 'node:process';
import { proxySocket } from './model/paths.ts';
import { listening } from './supervisor/listening.ts';
import { bridgeTunnel } from './supervisor/tunnel.ts';

/**
 * An HTTP proxy in the network namespace of the lab's client: what goes through it reaches the segment as the client does,
 * and nothing of it touches the machine's own network.
 */
const server = createServer((_, response) => void response.writeHead(405).end()).on('connect', bridgeTunnel);
await listening(server, { path: proxySocket });
process.stdout.write('ready\n');
