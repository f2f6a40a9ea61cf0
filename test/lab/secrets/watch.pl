# Watches the host it runs on until the file STOP appears, or SECONDS have passed. It looks for secrets (lines
# `NAME FORM` on stdin) in the arguments and environments of all processes, and, as nobody, in each FILE.
use strict;
use Time::HiRes 'time';
my ($stop, $seconds, @files) = @ARGV;
my %name_of = map { /^(\S+) (.+)$/ ? ($2 => $1) : () } <STDIN>;
my $forms = join '|', map { quotemeta } keys %name_of;
my $end = time + $seconds;
my $parent = getppid;
# Whoever began this may be killed, and nobody be left to say stop.
sub over { -e $stop or time > $end or getppid != $parent }
sub content { open(my $in, '<', $_[0]) or return ''; local $/; <$in> // '' }
sub pause { select undef, undef, undef, $_[0] }

# A child of its own, so that it can be nobody.
my $reader = @files ? open(my $answers, '-|') : -1;
defined $reader or die "cannot fork: $!\n";
if (!$reader) {
    $parent = getppid;
    ($(, $)) = (65534, '65534 65534');
    ($<, $>) = (65534, 65534);
    my ($tries, %read) = (0);
    until (over()) {
        for my $file (@files) {
            my $content = content($file);
            $read{"read $name_of{$1} in $file"}++ while $content =~ /($forms)/g;
            $tries++;
        }
        pause(0.02);
    }
    print "$_\n" for sort keys %read;
    print "tries $tries\n";
    exit 0;
}

sub called { my $line = content("/proc/$_[0]/cmdline"); $line =~ tr/\0\n/  /; $line =~ s/$forms/.../g; substr $line, 0, 200 }

my ($samples, $last, %seen) = (0, 0);
# Once more after the end was told: whoever tells it shows the control.
until ($last) {
    $last = over();
    my $begun = time;
    opendir(my $proc, '/proc') or die "no /proc: $!\n";
    for my $pid (grep { /^\d+$/ } readdir $proc) {
        for my $kind ('cmdline', 'environ') {
            my $content = content("/proc/$pid/$kind");
            my %found = map { $name_of{$_} => 1 } $content =~ /($forms)/g or next;
            my ($parent) = content("/proc/$pid/status") =~ /^PPid:\t(\d+)/m;
            $seen{"seen $_ in $kind of " . called($pid) . '< ' . called($parent // 0)}++ for keys %found;
        }
    }
    $samples++;
    # So that watching takes a twentieth of one processor at most.
    pause(19 * (time - $begun)) unless $last;
}
print "$_\n" for sort keys %seen;
print "samples $samples\n";
print <$answers> if @files;
