import { createConnection, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net';

/** A server that joins every connection it accepts to a new connection to `target`. Each half closes on its own. */
export function bridgeTo(target: NetConnectOpts): Server {
  return createServer({ allowHalfOpen: true, noDelay: true }, (accepted) => {
    const outgoing = createConnection({ ...target, allowHalfOpen: true, noDelay: true } as NetConnectOpts);
    join(accepted, outgoing);
    join(outgoing, accepted);
  });
}

function join(from: Socket, to: Socket): void {
  from.pipe(to);
  // A refusal or reset on one side ends the other side as well.
  from.once('error', () => to.destroy());
}
