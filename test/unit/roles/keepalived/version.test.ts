import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { keepalivedFact } from '../../../../roles/keepalived/version/fact.ts';
import { usualVersion } from '../../../../roles/keepalived/version/software.ts';
import { parseVersion } from '../../../../roles/keepalived/version/version.ts';

it.each([
  ['Keepalived v2.2.7 (01/16,2022)', '2.2.7'],
  ['offered 1:2.2.7-1+b2', '2.2.7'],
  ['2.1.5-9.el8', '2.1.5'],
  ['Keepalived v1.3.5 (03/19,2017), git commit v1.3.5-6-g6fa32f2', '1.3.5'],
  ['Candidate: (none)', undefined],
])('%s is version %s', (said, version) => {
  expect(parseVersion(said)?.version).toBe(version);
});

// By the releases' own repositories: the oldest keepalived of each that is looked after.
it.each([
  ['CentOS Linux release 7.9.2009 (Core)', '1.3.5'],
  ['Amazon Linux release 2 (Karoo)', '1.3.5'],
  ['Red Hat Enterprise Linux release 8.10 (Ootpa)', '2.1.5'],
  ['Oracle Linux Server release 8.9', '2.1.5'],
  ['AlmaLinux release 8.10 (Cerulean Leopard)', '2.1.5'],
  ['Rocky Linux release 9.4 (Blue Onyx)', '2.2.4'],
  ['CentOS Stream release 9', '2.2.4'],
  ['CentOS Stream release 10 (Coughlan)', '2.2.8'],
  ['Amazon Linux release 2023 (Amazon Linux)', '2.1.5'],
])('a host of %s gets keepalived %s, or a later one', (redhatRelease, version) => {
  const os = { id: '', idLike: [], versionId: '', codename: '', prettyName: '' };
  expect(usualVersion({ os, redhatRelease })).toBe(version);
});

it('a Fedora is none of those, whatever its number', () => {
  const os = { id: 'fedora', idLike: [], versionId: '', codename: '', prettyName: '' };
  expect(usualVersion({ os, redhatRelease: 'Fedora release 41 (Forty One)' })).toBe('2.1.5');
});

it('this machine, which has it, says so', () => {
  const stdout = execFileSync('sh', ['-c', keepalivedFact.ask.text], { encoding: 'utf8' });
  const { installed } = keepalivedFact.parse({ stdout, stderr: '', code: 0 });
  expect(installed?.major).toBe(2);
});
