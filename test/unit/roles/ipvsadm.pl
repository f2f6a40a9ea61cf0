#!/usr/bin/perl
# Stands in for ipvsadm(8) where the kernel has no IPVS: keeps the table that it is told, and prints it as ipvsadm 1.31 does.
# In its directory: `table` (services and real servers), `daemons`, and `calls`, all that it was told to change.
use strict;
use Fcntl ':flock';
my $home = '/run/ipvs';
# One at a time, as the kernel has it.
open my $alone, '>>', "$home/lock" or die; flock $alone, LOCK_EX;
my (%daemons, @services);
my @said = @ARGV;
sub slurp { open my $f, '<', "$home/$_[0]" or return (); my @l = <$f>; chomp @l; @l }
sub spew { my ($name, @lines) = @_; open my $f, '>', "$home/$name.new" or die; print $f map "$_\n", @lines; close $f; rename "$home/$name.new", "$home/$name" }
for (slurp('table')) { my ($what, @f) = split /\t/; if ($what eq 'S') { push @services, { key => $f[0], args => $f[1], reals => [] } } else { push @{ $services[-1]{reals} }, [@f] } }
for (slurp('daemons')) { my ($role, $how) = split / /, $_, 2; $daemons{$role} = $how }
my %proto = ('-t' => 'TCP', '-u' => 'UDP', '-f' => 'FWM');
my %way = ('-g' => 'Route', '-m' => 'Masq', '-i' => 'Tunnel');
my $verb = shift // '';
my %has = map { $_ => 1 } @ARGV;
if ($verb eq '-L' && $has{'--daemon'}) {
  print "$_ sync daemon ($daemons{$_})\n" for grep $daemons{$_}, 'master', 'backup';
} elsif ($verb eq '-L') {
  my $limits = $has{'--thresholds'};
  print "IP Virtual Server version 1.2.1 (size=4096)\n", $limits
    ? "Prot LocalAddress:Port            Uthreshold Lthreshold ActiveConn InActConn\n  -> RemoteAddress:Port\n"
    : "Prot LocalAddress:Port Scheduler Flags\n  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn\n";
  for my $s (@services) {
    my ($flag, $at) = split / /, $s->{key};
    my ($scheduler) = $s->{args} =~ /-s (\S+)/;
    printf "%s  %s %s\n", $proto{$flag}, $at, $limits ? '' : $scheduler;
    for my $r (@{ $s->{reals} }) {
      my ($real, $how, $weight, $upper, $lower) = @$r;
      print $limits ? sprintf("  -> %-28s %-10d %-10d %-10d %-10d\n", $real, $upper, $lower, 0, 0)
                    : sprintf("  -> %-28s %-7s %-6d %-10d %-10d\n", $real, $way{$how}, $weight, 0, 0);
    }
  }
} elsif ($verb eq '-S') {
  for my $s (@services) {
    print "-A $s->{key} $s->{args}\n";
    print "-a $s->{key} -r $_->[0] $_->[1] -w $_->[2]\n" for @{ $s->{reals} };
  }
} else {
  open my $calls, '>>', "$home/calls"; print $calls "@said\n"; close $calls;
  if ($verb eq '--start-daemon') {
    my ($role, %how) = @ARGV;
    exit 1 if $daemons{$role};
    $daemons{$role} = "mcast=$how{'--mcast-interface'}, syncid=$how{'--syncid'}, maxlen=1472";
  } elsif ($verb eq '--stop-daemon') { exit 1 unless delete $daemons{ $ARGV[0] };
  } elsif ($verb eq '-A' || $verb eq '-E') {
    my ($flag, $at, @rest) = @ARGV;
    my ($known) = grep { $_->{key} eq "$flag $at" } @services;
    exit 1 if ($verb eq '-A') == defined $known;
    push @services, $known = { key => "$flag $at", reals => [] } unless $known;
    $known->{args} = "@rest";
  } elsif ($verb eq '-C') { @services = ();
  } elsif ($verb eq '-D') { @services = grep { $_->{key} ne "@ARGV" } @services;
  } elsif ($verb eq '-d') {
    my ($flag, $at, undef, $real) = @ARGV;
    my ($known) = grep { $_->{key} eq "$flag $at" } @services or exit 1;
    $known->{reals} = [grep { $_->[0] ne $real } @{ $known->{reals} }];
  } elsif ($verb eq '-a' || $verb eq '-e') {
    my ($flag, $at, undef, $real, $how, %rest) = @ARGV;
    my ($known) = grep { $_->{key} eq "$flag $at" } @services or exit 1;
    my ($entry) = grep { $_->[0] eq $real } @{ $known->{reals} };
    exit 1 if ($verb eq '-a') == defined $entry;
    push @{ $known->{reals} }, $entry = [$real] unless $entry;
    @$entry[1 .. 4] = ($how, $rest{'-w'} // 1, $rest{'-x'} // 0, $rest{'-y'} // 0);
  } else { die "the stand-in for ipvsadm does not know $verb\n" }
  spew('table', map { my $s = $_; "S\t$s->{key}\t$s->{args}", map { join "\t", 'R', @$_ } @{ $s->{reals} } } @services);
  spew('daemons', map "$_ $daemons{$_}", keys %daemons);
}
