import type { Question } from '../../src/cluster/ports/port-need.ts';
import { type Sh, sh } from '../../src/core/sh.ts';

/** A port of another node, and what a program that serves there is known to answer to. */
export interface Asked {
  readonly protocol: 'tcp' | 'udp';
  readonly address: string;
  readonly port: number;
  readonly question?: Question | undefined;
}

/**
 * Asks all ports at once, and prints those that it does not get to, with the reason. A port that nobody listens on is open, too: that
 * answer came from behind the firewall. Silence says nothing of UDP, unless a question was asked, three times as packets get lost.
 * Whoever has no perl cannot ask, and says nothing.
 */
const ASK = `my ($protocol, $address, $port, $question, $socket, $to, $own);
for (@ARGV) {
  next if fork;
  ($protocol, $address, $port, $question) = split / /;
  my $six = $address =~ /:/;
  socket($socket, $six ? PF_INET6 : PF_INET, $protocol eq "tcp" ? SOCK_STREAM : SOCK_DGRAM, 0);
  $socket->blocking(0);
  vec($own = "", fileno($socket), 1) = 1;
  $to = $six ? Socket::pack_sockaddr_in6($port, Socket::inet_pton(AF_INET6, $address)) : sockaddr_in($port, inet_aton($address));
  my $error = $protocol eq "tcp" ? tcp() : udp();
  print "$protocol $address $port $error\\n" unless $error eq "" || $error == Errno::ECONNREFUSED();
  exit;
}
1 while wait > 0;
sub tcp {
  return "" if connect($socket, $to);
  return $! if $! != Errno::EINPROGRESS();
  return "no answer" unless select(undef, my $ready = $own, undef, 5);
  $! = unpack("i", getsockopt($socket, SOL_SOCKET, SO_ERROR));
  return $! == 0 ? "" : $!;
}
sub udp {
  connect($socket, $to) or return $!;
  my $words = pack("H*", $question // "");
  my ($number, $ip) = $address =~ /:/ ? Socket::unpack_sockaddr_in6(getsockname $socket) : sockaddr_in(getsockname $socket);
  my $from = length $ip == 4 ? inet_ntoa($ip) : "[" . Socket::inet_ntop(AF_INET6, $ip) . "]";
  $words =~ s/<from>/$from:$number/;
  for (1 .. defined $question ? 3 : 1) {
    defined send($socket, $words, 0) or return $!;
    next unless select(my $ready = $own, undef, undef, 1);
    return defined recv($socket, my $answer, 65535, 0) ? "" : $!;
  }
  return defined $question ? "no answer, not refused" : "";
}`;

export const askPorts = (all: readonly Asked[]): Sh =>
  sh`command -v perl >/dev/null 2>&1 || exit 0
perl -MErrno -MSocket -MIO::Handle -e ${ASK} -- ${all.map(worded)}`;

const worded = ({ protocol, address, port, question }: Asked): string =>
  [protocol, address, port, ...(question === undefined ? [] : [inHex(question)])].join(' ');

const inHex = (question: Question): string =>
  (question.of === 'dns' ? query(question.name) : Buffer.from(OPTIONS)).toString('hex');

/** Asks for the addresses of a name; RFC 1035, 4.1. */
function query(name: string): Buffer {
  const header = Buffer.from([0x75, 0x6d, 0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, 0]);
  const labels = name.split('.').filter((label) => label !== '');
  const bytes = labels.flatMap((label) => [Buffer.from([label.length]), Buffer.from(label, 'latin1')]);
  return Buffer.concat([header, ...bytes, Buffer.from([0, 0, 1, 0, 1])]);
}

/** RFC 3261, 11. `<from>` is replaced by the sender's own address and port. */
const OPTIONS = [
  'OPTIONS sip:umctl@invalid SIP/2.0',
  'Via: SIP/2.0/UDP <from>;branch=z9hG4bKumctl',
  'Max-Forwards: 70',
  'To: <sip:umctl@invalid>',
  'From: <sip:umctl@invalid>;tag=umctl',
  'Call-ID: umctl',
  'CSeq: 1 OPTIONS',
  'Contact: <sip:umctl@invalid>',
  'Content-Length: 0',
  '',
  '',
].join('\r\n');
