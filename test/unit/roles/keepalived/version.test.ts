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

it('a host without it gets what its release has', () => {
  const os = { id: '', idLike: [], versionId: '', codename: '', prettyName: '' };
  expect(usualVersion({ os, redhatRelease: 'CentOS Linux release 7.9.2009 (Core)' })).toBe('1.3.5');
  expect(usualVersion({ os, redhatRelease: 'Rocky Linux release 9.4 (Blue Onyx)' })).toBe('2.2.4');
  expect(usualVersion({ os: { ...os, id: 'fedora' }, redhatRelease: 'Fedora release 41 (Forty One)' })).toBe('2.1.5');
});

it('this machine, which has it, says so', () => {
  const stdout = execFileSync('sh', ['-c', keepalivedFact.ask.text], { encoding: 'utf8' });
  const { installed } = keepalivedFact.parse({ stdout, stderr: '', code: 0 });
  expect(installed?.major).toBe(2);
});
