import { expect } from 'vitest';
import type { Lab } from '../../lab/index.ts';
import { until } from '../lab/umctl.ts';

/** Answers each request on these ports, and says who did, until the host goes down. Connections are kept while their client keeps them. */
const SERVER = `use IO::Socket::INET; use Sys::Hostname; $SIG{CHLD} = 'IGNORE';
my @sockets = map { IO::Socket::INET->new(Listen => 50, LocalPort => $_, ReuseAddr => 1) or die "port $_: $!" } @ARGV;
my $text = 'Served by ' . hostname() . "\\n";
my $answer = "HTTP/1.1 200 OK\\r\\nContent-Length: " . length($text) . "\\r\\n\\r\\n$text";
for my $socket (@sockets) {
  next if fork;
  while (1) {
    my $client = $socket->accept or next;
    next if fork;
    $client->autoflush(1);
    while (my $line = <$client>) { print $client $answer if $line =~ /^\\r?$/ }
    exit;
  }
}`;

/** Has a host answer on ports of its own. */
export async function answerOn(lab: Lab, name: string, ports: readonly number[]): Promise<void> {
  const start = `cat > /run/answers.pl <<'END'
${SERVER}
END
setsid perl /run/answers.pl ${ports.join(' ')} > /run/answers.said 2>&1 < /dev/null &`;
  expect(await lab.exec(name, start)).toMatchObject({ code: 0 });
  const listens = async () => {
    const { stdout } = await lab.exec(name, ['ss', '-Hltn']);
    return ports.every((port) => stdout.includes(`:${port} `));
  };
  await until(`${name} answers on ${ports.join(', ')}`, 60, listens);
}
