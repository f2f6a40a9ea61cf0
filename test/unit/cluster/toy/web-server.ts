/** One who listens on a node, with one client on a connection that lives until it is ended. */
export interface WebServer {
  readonly end: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const SERVE = `const net = require('node:net'), [, address] = process.argv;
const server = net.createServer((socket) => socket.resume()).listen(80, '::', () => {
  const client = net.connect(80, address, () => console.log('ready'));
  process.on('SIGUSR2', () => client.destroy());
});
// Where a test fails before it ends this.
setTimeout(process.exit, 300_000);`;

/** @param on runs shell text on a node and returns what it printed */
export async function webServer(
  on: (name: string, text: string) => Promise<string>,
  { name, address }: { readonly name: string; readonly address: string },
): Promise<WebServer> {
  const pid = (
    await on(
      name,
      `ip addr add ${address}/32 dev lo
'${process.execPath}' -e "${SERVE}" ${address} > web-server 2>&1 < /dev/null &
until grep -q ready web-server; do kill -0 $!; sleep 0.05; done; echo $!`,
    )
  ).trim();
  const sockets = (state: string) => `ss -tan state ${state} 'sport = :80' | grep -q :80`;
  return {
    end: async () => void (await on(name, `kill -USR2 ${pid}; while ${sockets('established')}; do sleep 0.05; done`)),
    close: async () =>
      void (await on(
        name,
        `kill ${pid}; while ${sockets('listening')}; do sleep 0.05; done; ip addr del ${address}/32 dev lo`,
      )),
  };
}
