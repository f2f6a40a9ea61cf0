// A relay of constant delay, in a process of its own, so that it takes no time of what is measured: each argument is
// `LISTEN:TO:MILLISECONDS`, and what comes is handed on after half of that, each way. Prints `ready` once all listen.
import { connect, createServer } from 'node:net';
import process from 'node:process';

function delayed(from, to, milliseconds) {
  const later = (work) => (milliseconds === 0 ? work() : setTimeout(work, milliseconds));
  from.on('data', (chunk) => later(() => to.destroyed || to.write(chunk)));
  from.on('end', () => later(() => to.destroyed || to.end()));
  from.on('close', () => later(() => to.destroy()));
  from.on('error', () => undefined);
}

const servers = process.argv.slice(2).map((word) => {
  const [port, target, milliseconds] = word.split(':').map(Number);
  return new Promise((resolve) => {
    createServer({ noDelay: true, pauseOnConnect: true }, (client) => {
      // The handshake of TCP takes a round trip, too, which loopback does not: the first half of it is here, what comes back
      // is late as it is.
      const host = connect({ port: target, host: '127.0.0.1', noDelay: true });
      delayed(client, host, milliseconds / 2);
      delayed(host, client, milliseconds / 2);
      setTimeout(() => client.resume(), milliseconds / 2);
    }).listen(port, '127.0.0.1', resolve);
  });
});
await Promise.all(servers);
process.stdout.write('ready\n');
