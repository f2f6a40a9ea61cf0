// A relay of constant delay, in a process of its own, so that it takes no time of what is measured: each argument is
// `PORT:MILLISECONDS`, and what comes for it is handed on after half of that, each way. Prints the ports on which it listens. For each
// line on stdin it prints what has passed by the first of them since the line before: bytes, and how often the client sent
// something after the host had said something, which is how often it waited.
import { connect, createServer } from 'node:net';
import process from 'node:process';
import { createInterface } from 'node:readline';

const passed = { bytes: 0, turns: 0 };
let isAnswered = true;

function delayed(from, to, milliseconds, count = () => undefined) {
  const later = (work) => (milliseconds === 0 ? work() : setTimeout(work, milliseconds));
  from.on('data', (chunk) => {
    count(chunk);
    later(() => to.destroyed || to.write(chunk));
  });
  from.on('end', () => later(() => to.destroyed || to.end()));
  from.on('close', () => later(() => to.destroy()));
  from.on('error', () => undefined);
}

const counting = (isClient) => (chunk) => {
  passed.bytes += chunk.length;
  if (isClient && isAnswered) passed.turns++;
  isAnswered = !isClient;
};

const servers = process.argv.slice(2).map((word, i) => {
  const [target, milliseconds] = word.split(':').map(Number);
  const count = i === 0 ? counting : () => undefined;
  return new Promise((resolve) => {
    const server = createServer({ noDelay: true, pauseOnConnect: true }, (client) => {
      // The handshake of TCP takes a round trip, too, which loopback does not: the first half of it is here, what comes back
      // is late as it is.
      const host = connect({ port: target, host: '127.0.0.1', noDelay: true });
      delayed(client, host, milliseconds / 2, count(true));
      delayed(host, client, milliseconds / 2, count(false));
      setTimeout(() => client.resume(), milliseconds / 2);
    }).listen(0, '127.0.0.1', () => resolve(server.address().port));
  });
});
process.stdout.write(`${JSON.stringify(await Promise.all(servers))}\n`);
const lines = createInterface({ input: process.stdin });
lines.on('close', () => process.exit());
lines.on('line', () => {
  process.stdout.write(`${JSON.stringify(passed)}\n`);
  Object.assign(passed, { bytes: 0, turns: 0 });
  isAnswered = true;
});
