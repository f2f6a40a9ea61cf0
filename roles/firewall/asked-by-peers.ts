import { isDirector } from '../../src/cluster/model/is-director.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import { addressOf } from '../../src/cluster/model/segment.ts';
import type { Check } from '../../src/core/check.ts';
import type { Output } from '../../src/core/connection.ts';
import { type Sh, sh } from '../../src/core/sh.ts';
import { openingsOf } from './openings.ts';
import type { FirewallVars } from './vars.ts';

type FirewallContext = Context<FirewallVars>;

/** `192.168.6.3 80`: where a director asks. */
const portsOf = (asker: FirewallContext, all: readonly FirewallContext[]): readonly string[] => [
  ...new Set(
    all
      .filter(({ name }) => name !== asker.name)
      .flatMap((node) =>
        openingsOf(node)
          .filter(({ protocol, from }) => protocol === 'tcp' && (from === undefined || from === addressOf(asker)))
          .map(({ port }) => `${addressOf(node)} ${port}`),
      ),
  ),
];

/**
 * Connects to each port, all at once. What nobody listens on is open, too: the answer came from behind the firewall. Whoever has no perl
 * cannot ask, and says nothing.
 */
const CONNECT = `for (@ARGV) {
  next if fork;
  my ($address, $port) = split / /;
  my $six = $address =~ /:/;
  socket(my $socket, $six ? PF_INET6 : PF_INET, SOCK_STREAM, 0);
  $socket->blocking(0);
  connect($socket, $six ? Socket::pack_sockaddr_in6($port, Socket::inet_pton(AF_INET6, $address))
                        : sockaddr_in($port, inet_aton($address)));
  vec(my $ready = "", fileno($socket), 1) = 1;
  my $error = "no answer";
  if (select(undef, $ready, undef, 5)) {
    $! = unpack("i", getsockopt($socket, SOL_SOCKET, SO_ERROR));
    exit if $! == 0 || $! == Errno::ECONNREFUSED();
    $error = $!;
  }
  print "$address $port $error\\n";
  exit;
}
1 while wait > 0;`;

const ask = (ports: readonly string[]): Sh =>
  sh`command -v perl >/dev/null 2>&1 || exit 0
perl -MErrno -MSocket -MIO::Handle -e ${CONNECT} -- ${ports}`;

/** Directors ask all other nodes at every port of TCP that these have to let them in at; with firewalls that nobody asked, too. */
export function askedByPeers(contexts: readonly FirewallContext[]): readonly Check[] {
  const asks = contexts
    .filter(isDirector)
    .map((asker) => ({ name: asker.name, ports: portsOf(asker, contexts) }))
    .filter(({ ports }) => ports.length > 0);
  if (asks.length === 0) return [];
  const names = new Map(contexts.map((node) => [addressOf(node), node.name]));
  return [
    {
      name: 'no firewall is between the directors and the ports of the other nodes',
      asks: Object.fromEntries(asks.map(({ name, ports }) => [name, ask(ports)])),
      failure: (answers) => complaint(answers, names),
      withinSeconds: 10,
    },
  ];
}

function complaint(answers: Readonly<Record<string, Output>>, names: ReadonlyMap<string, string>): string | undefined {
  const closed = Object.entries(answers).flatMap(([asker, { stdout }]) =>
    [...stdout.matchAll(/^(\S+) (\d+) (.*)$/gm)].map(
      ([, address = '', port, error]) =>
        `${asker} does not get to tcp ${port} of ${names.get(address) ?? address} (${error})`,
    ),
  );
  return closed.length === 0
    ? undefined
    : `${closed.join('; ')}: the host does not answer, or a firewall is in the way`;
}
