import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { askRealServers } from '../../../../roles/ldirectord/real-answers.ts';

/** What of ldirectord's shape is relied on, with real servers that are up, down, silent and dying. */
export const LDIRECTORD = `use strict;
use POSIX ();
use vars qw($CONFIG $HOSTNAME @VIRTUAL);
ld_init();
die "the main part runs\\n";
sub ld_init { die "it starts\\n" }
sub ld_setup { }
sub read_config { @VIRTUAL = ({ server => '10.0.0.1:80', real => [map { { server => "10.0.0.$_", port => 80 } } 2 .. 5] }) }
sub get_virtual { $_[0]{server} }
sub ld_log { die "it logs\\n" }
sub _check_real {
    my ($v, $r) = @_;
    return service_set($v, $r, 'up', {}, undef) if $r->{server} =~ /2$/;
    return service_set($v, $r, 'down', {}, "no\\n  route " . 'x' x 300) if $r->{server} =~ /3$/;
    kill 'KILL', $$ if $r->{server} =~ /4$/;
}
sub service_set { die "it changes the table\\n" }
`;

interface StandIn {
  /** Asks real servers by this ldirectord. Perl finds modules in the folder first. */
  readonly ask: (program: string) => SpawnSyncReturns<string>;
  /** A folder that goes after each test. */
  readonly folder: () => string;
}

export function ldirectordStandIn(): StandIn {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'umctl-ask-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder: () => folder,
    ask(program) {
      writeFileSync(join(folder, 'ldirectord'), program, { mode: 0o755 });
      const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}`, PERL5LIB: folder };
      return spawnSync('sh', ['-c', askRealServers().text], { env, encoding: 'utf8' });
    },
  };
}
