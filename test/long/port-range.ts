import type { Lab } from '../../lab/index.ts';
import { expectEnd } from '../lab/expect-end.ts';
import { until } from '../lab/umctl.ts';

/**
 * Answers each request on these ports, and says who did, until the host goes down. Connections are kept while their client keeps
 * them. One process for all of them: one a connection is more than a lab host has the time for.
 */
const SERVER = `use IO::Socket::IP; use IO::Select; use Sys::Hostname; $SIG{PIPE} = 'IGNORE';
my $text = 'Served by ' . hostname() . "\\n";
my $answer = "HTTP/1.1 200 OK\\r\\nContent-Length: " . length($text) . "\\r\\n\\r\\n$text";
my $open = IO::Select->new;
my (%listens, %asked);
for (@ARGV) {
  my $socket = IO::Socket::IP->new(LocalHost => '::', LocalPort => $_, Listen => 50, ReuseAddr => 1, V6Only => 0) or die "port $_: $@";
  $socket->blocking(0);
  $open->add($socket);
  $listens{$socket} = 1;
}
while (1) {
  for my $socket ($open->can_read) {
    if ($listens{$socket}) {
      my $client = $socket->accept or next;
      $open->add($client);
      next;
    }
    if (sysread $socket, my $part, 4096) {
      $asked{$socket} .= $part;
      syswrite $socket, $answer while $asked{$socket} =~ s/^.*?\\r\\n\\r\\n//s;
      next;
    }
    $open->remove($socket);
    delete $asked{$socket};
    close $socket;
  }
}`;

/** Has a host answer on ports of its own, over both families. */
export async function answerOn(lab: Lab, name: string, ports: readonly number[]): Promise<void> {
  const start = `cat > /run/answers.pl <<'END'
${SERVER}
END
setsid perl /run/answers.pl ${ports.join(' ')} > /run/answers.said 2>&1 < /dev/null &
echo $! > /run/answers.pid`;
  expectEnd(await lab.exec(name, start), 0);
  const listens = async () => {
    const { stdout } = await lab.exec(name, ['ss', '-Hltn']);
    return ports.every((port) => stdout.includes(`:${port} `));
  };
  await until(`${name} answers on ${ports.join(', ')}`, 60, listens);
}

/** Ends that. */
export async function silence(lab: Lab, name: string): Promise<void> {
  expectEnd(await lab.exec(name, 'kill $(cat /run/answers.pid)'), 0);
}

/** All that a host may have of a range of ports: units, programs, notes, filters and queues of an interface, services by mark. */
export const TRACES_OF_MARKS = `ls -d /etc/umctl /var/run/umctl-port-marks 2>/dev/null
find /etc /run/systemd -name '*umctl-port-marks*' 2>/dev/null
systemctl list-units --all --plain --no-legend 'umctl-port-marks*'; pgrep -fa /etc/umctl/port-mark[s]
tc qdisc show dev eth0 ingress | grep -E 'ingress|clsact'; tc filter show dev eth0 ingress
ipvsadm -S -n; :`;
