import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askRealServers } from '../../../../roles/ldirectord/real-answers.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'umctl-ask-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What of ldirectord's shape is relied on, with real servers that are up, down, silent and dying. */
const LDIRECTORD = `use strict;
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

const ask = (program: string) => {
  writeFileSync(join(folder, 'ldirectord'), program, { mode: 0o755 });
  const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}` };
  return spawnSync('sh', ['-c', askRealServers().text], { env, encoding: 'utf8' });
};

test('each real server is asked by ldirectord’s own check, and nothing of its main part runs', () => {
  const { status, stdout, stderr } = ask(LDIRECTORD);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.split('\n').map((line) => line.trim().slice(0, 45))).toEqual([
    '10.0.0.1:80 10.0.0.2:80 up',
    '10.0.0.1:80 10.0.0.3:80 down no route xxxxxxx',
    '10.0.0.1:80 10.0.0.4:80 lost',
    '10.0.0.1:80 10.0.0.5:80 unasked',
    '',
  ]);
});

test.each(['ld_init', '_check_real', 'ld_setup'])(
  'an ldirectord of another shape is told by what it lacks: %s',
  (name) => {
    const { status, stderr } = ask(LDIRECTORD.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), 'other'));
    expect(status).not.toBe(0);
    expect(stderr).toMatch(new RegExp(`^this ldirectord has no ${name}\\(\\)[^\\n]*\\n$`));
  },
);

test('it is Perl of before 5.10, which has no defined-or', () => {
  expect(askRealServers().text).not.toMatch(/\/\/|\bsay\b|\bstate\s+[$@%]/);
});
