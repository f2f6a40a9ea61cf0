import { type Sh, sh } from '../../core/sh.ts';

/**
 * Asks the kernel when addresses came to their interfaces, which ip-address(8) does not show: rtnetlink(7), RTM_GETADDR,
 * whose IFA_CACHEINFO has the time since boot in hundredths of a second (and starts anew after 497 days). The moment is told
 * by the host's own clock, from when it booted: how long ago it was would make another moment of it at each call, by as much
 * as the answer was under way. In Perl, which nearly every host has; where it is not there, the moment is not known.
 */
const PROGRAM = String.raw`use strict;
my %want = map { pack('C4', split /\./) => 1 } @ARGV;
open my $file, '<', '/proc/stat' or die;
my ($boot) = map { /^btime (\d+)/ } <$file>;
socket my $kernel, 16, 3, 0 or die;
send $kernel, pack('L S S L L C4 L', 24, 22, 0x301, 1, 0, 2, 0, 0, 0, 0), 0 or die;
while (sysread $kernel, my $answer, 65536) {
  while (length $answer >= 16) {
    my ($length, $type) = unpack 'L S', $answer;
    exit if $type == 2 or $type == 3 or $length < 16;
    my $left = substr $answer, 24, $length - 24;
    my %has;
    while (length $left >= 4) {
      my ($size, $name) = unpack 'S S', $left;
      last if $size < 4;
      $has{$name} = substr $left, 4, $size - 4;
      $left = length $left > (($size + 3) & ~3) ? substr $left, ($size + 3) & ~3 : '';
    }
    if ($want{$has{2} // ''} and defined $has{6}) {
      my $since = $boot + int((unpack 'L4', $has{6})[2] / 100);
      printf "%s %d %d\n", unpack('Z*', $has{3} // ''), $since, time - $since;
    }
    $answer = substr $answer, ($length + 3) & ~3;
  }
}`;

/** Prints, for each interface that has one of the addresses, its label, since when (seconds of Unix time), and for how many seconds. */
export const askHeldSince = (addresses: readonly string[]): Sh => sh`perl -e ${PROGRAM} ${addresses}`;

/** Since when an interface has had the address. */
export interface HeldSince {
  /** Seconds of Unix time. */
  readonly since: number;
  /** Seconds, at the moment of the answer. */
  readonly seconds: number;
}

/** Since when an interface has had an address, the first of them to come; that of a loopback does not count. */
export function parseHeldSince(output: string): HeldSince | undefined {
  const found = output.split('\n').flatMap((line) => {
    const [, label = 'lo', since, seconds] = /^(\S+) (\d{1,12}) (-?\d+)$/.exec(line) ?? [];
    if (since === undefined || label === 'lo' || label.startsWith('lo:')) return [];
    return [{ since: Number(since), seconds: Math.max(0, Number(seconds)) }];
  });
  return found.sort((a, b) => a.since - b.since)[0];
}
