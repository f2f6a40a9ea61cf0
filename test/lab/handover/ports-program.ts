/**
 * Run by `ports-again.ts` in the network namespace of the lab's client, as `node ports-program.ts ADDRESS`. Makes connections
 * from ports of its own choice, ends them, and prints `made`. On each line of stdin it makes them again, from the same ports,
 * and keeps them, and prints `again`; when stdin ends, it prints those that broke.
 */
import net from 'node:net';
import process from 'node:process';
import { createInterface } from 'node:readline';

const [host = ''] = process.argv.slice(2);
const PORTS = Array.from({ length: 40 }, (_, i) => 20_001 + i);
const QUESTION = 'GET / HTTP/1.1\r\nHost: again\r\n\r\n';
/** From one question over a connection to the next, in milliseconds. */
const EVERY = 250;

/** Asks once, and ends the connection from this side. A port whose connection has just ended may be in use for a moment. */
const makeAndEnd = (localPort: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = net.connect({ host, port: 80, localPort });
    socket.once('data', () => socket.end());
    socket.once('error', reject);
    socket.once('close', () => resolve());
    socket.write(QUESTION);
  });

const broken: string[] = [];
const kept: net.Socket[] = [];
function keep(localPort: number): void {
  const socket = net.connect({ host, port: 80, localPort });
  kept.push(socket);
  socket.on('data', () => undefined);
  socket.on('error', ({ message }) => broken.push(`${localPort}: ${message}`));
}

for (const port of PORTS) await makeAndEnd(port);
console.log('made');
const asking = setInterval(() => {
  for (const socket of kept) if (!socket.destroyed) socket.write(QUESTION);
}, EVERY);
for await (const _ of createInterface({ input: process.stdin })) {
  for (const port of PORTS) keep(port);
  console.log('again');
}
clearInterval(asking);
console.log(JSON.stringify(broken));
process.exit();
