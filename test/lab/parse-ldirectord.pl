# Prints, as JSON, what the installed ldirectord makes of the configuration file that is its second argument.
use strict;
my ($program, $config) = splice @ARGV, 0, 2;
open my $file, '<', $program or die "cannot read $program: $!\n";
my $source = do { local $/; <$file> };
$source =~ s/^ld_init\(\);$/print_parsed('$config');/m or die "no ld_init()\n";
$source .= <<'PERL';
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
    print JSON::PP->new->canonical->encode({ globals => \%globals, virtual => \@VIRTUAL }), "\n";
    CORE::exit(0);
}
PERL
eval $source;
die $@ if $@;
