import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { askRealServers } from '../../../../roles/ldirectord/real-answers.ts';
import { LDIRECTORD, ldirectordStandIn } from './ldirectord-stand-in.ts';

const { ask, folder } = ldirectordStandIn();

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

/** A check that has a time limit, and loads what it asks with, as LWP does. */
const LIMITED = LDIRECTORD.replace(
  "{ server => '10.0.0.1:80',",
  "{ service => 'https', server => '10.0.0.1:80',",
).replace(
  'my ($v, $r) = @_;',
  `my ($v, $r) = @_;
    local $SIG{ALRM} = sub { die "Timeout Alarm\n" };
    my $loads = eval { alarm 1; require LWP::Protocol::https; alarm 0; 1 };
    return service_set($v, $r, 'down', {}, $@) unless $loads;`,
);

test.each([
  ['takes long to load', 'sleep 2; 1;', 'up'],
  ['cannot be loaded', 'die "no SSL here\\n";', 'down no SSL here'],
])('a program that %s takes none of the time that a real server has to answer', (_, module, told) => {
  mkdirSync(join(folder(), 'LWP/Protocol'), { recursive: true });
  writeFileSync(join(folder(), 'LWP/Protocol/https.pm'), `package LWP::Protocol::https; ${module}\n`);
  const { stdout, stderr } = ask(LIMITED);
  expect(stdout, stderr).toContain(`10.0.0.1:80 10.0.0.2:80 ${told}`);
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
