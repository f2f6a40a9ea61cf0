# Prints, as JSON, what the ldirectord that is the first argument makes of each configuration file behind it, a line each.
use strict;
my ($program, @configs) = splice @ARGV;
open my $file, '<', $program or die "cannot read $program: $!\n";
my $source = do { local $/; <$file> };
$source =~ s/^ld_init\(\);$/print_all_parsed();/m or die "no ld_init()\n";
$source .= <<'PERL';
sub print_all_parsed {
    my $failed = 0;
    for my $config (@configs) {
        # A child for each, as the parser keeps what it has read.
        my $child = fork // die "cannot fork: $!\n";
        print_parsed($config) if !$child;
        waitpid $child, 0;
        $failed ||= $?;
    }
    CORE::exit($failed ? 1 : 0);
}

sub print_parsed {
    ($CONFIG) = @_;
    $HOSTNAME = 'n1';
    read_config();
    require JSON::PP;
    my %globals = (
        checktimeout => $CHECKTIMEOUT, negotiatetimeout => $NEGOTIATETIMEOUT, checkinterval => $CHECKINTERVAL,
        checkcount => $CHECKCOUNT, failurecount => $FAILURECOUNT, autoreload => $AUTOCHECK, callback => $CALLBACK,
        fallbackcommand => $FALLBACKCOMMAND, quiescent => $QUIESCENT, readdquiescent => $READDQUIESCENT,
        cleanstop => $CLEANSTOP, fork => $FORKING, maintenancedir => $MAINTDIR, logfile => $LDIRLOG,
        emailalert => $EMAILALERT, emailalertfrom => $EMAILALERTFROM, emailalertfreq => $EMAILALERTFREQ, smtp => $SMTP,
    );
    my $json = JSON::PP->new->canonical;
    my $virtual = $json->encode(\@VIRTUAL);
    # What it makes of settings that are each other's default.
    ld_setup();
    my @timeouts = map { { check => int $_->{checktimeout}, negotiate => int $_->{negotiatetimeout} } } @VIRTUAL;
    print '{"globals":', $json->encode(\%globals), ',"timeouts":', $json->encode(\@timeouts), qq(,"virtual":$virtual}\n);
    CORE::exit(0);
}
PERL
eval $source;
die $@ if $@;
