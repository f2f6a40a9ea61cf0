import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fingerprint, keyType } from '../../../src/ssh/host-key.ts';
import { knownHostLine, lookupName, parseKnownHosts } from '../../../src/ssh/known-hosts.ts';
import { coversName } from '../../../src/ssh/name-patterns.ts';
import { wire } from '../../wire.ts';

/** Made by ssh-keygen; the fingerprint and the hashed name (of [n1]:2222) are what its -l and -H print. */
const ED25519 = 'AAAAC3NzaC1lZDI1NTE5AAAAIO+eHk4dd0gi5t23B9asiz6ZA5cnzYbvMs2YnJo2LDW/';
const FINGERPRINT = 'SHA256:q6UMOSiKFOHTdTyNQd1vztwsPGgqoUFnEVhxlhTXpo8';
const HASHED = '|1|ooM5L5yOaJqNu8rCFE+MJD56q9U=|6CvAz9hjHMRMTjp8jzWqSurqM7c=';
const key = Buffer.from(ED25519, 'base64');

test('type and fingerprint are those that OpenSSH shows', () => {
  expect(keyType(key)).toBe('ssh-ed25519');
  expect(fingerprint(key)).toBe(FINGERPRINT);
  expect(keyType(Buffer.alloc(3))).toBe('');
  expect(keyType(Buffer.from([0, 0, 255, 255, 1, 1, 1, 1]))).toBe('');
});

describe('parseKnownHosts', () => {
  test('every kind of line, with its number; what is no key is not sound', () => {
    const text = [
      '# a comment',
      `n1,192.0.2.1 ssh-ed25519 ${ED25519} root@n1`,
      '',
      `  @revoked   *\tssh-ed25519 ${ED25519}`,
      `@cert-authority *.lab ssh-ed25519 ${ED25519}\r`,
      `@unheard-of n2 ssh-ed25519 ${ED25519}`,
      `n3 ssh-rsa ${ED25519}`,
      'n4 ssh-ed25519 not-base64',
      'n5',
    ].join('\n');
    const sound = { type: 'ssh-ed25519', key, sound: true, file: 'file' };
    const unreadable = { marker: undefined, sound: false, file: 'file' };
    expect(parseKnownHosts(text, 'file')).toEqual([
      { marker: undefined, names: 'n1,192.0.2.1', ...sound, line: 2 },
      { marker: 'revoked', names: '*', ...sound, line: 4 },
      { marker: 'cert-authority', names: '*.lab', ...sound, line: 5 },
      { marker: undefined, names: 'n3', type: 'ssh-rsa', key, sound: false, file: 'file', line: 7 },
      { ...unreadable, names: 'n4', type: 'ssh-ed25519', key: Buffer.from('not-base64', 'base64'), line: 8 },
      { ...unreadable, names: 'n5', type: '', key: Buffer.alloc(0), line: 9 },
    ]);
  });

  test('takes any text', () => {
    const text = fc.oneof(fc.string(), fc.constant(`n1 constructor ${wire('constructor', 'x').toString('base64')}`));
    fc.assert(
      fc.property(text, (any) => {
        expect(parseKnownHosts(any, 'file').some(({ sound }) => sound)).toBe(false);
      }),
    );
  });
});

test.each([
  ['n1', 'n1', true],
  ['N1', 'n1', true],
  ['n1', 'n10', false],
  ['a,n1,b', 'n1', true],
  ['n?', 'n1', true],
  ['n1*', 'n1', true],
  ['*.lab', 'n1.lab', true],
  ['*.lab', 'n1xlab', false],
  ['*.lab,!n1.lab', 'n1.lab', false],
  ['!n1.lab,*.lab', 'n2.lab', true],
  ['!n1', 'n2', false],
  ['[n1]:2222', '[n1]:2222', true],
  ['[n1]:*', '[n1]:22', true],
  ['n1', '[n1]:2222', false],
  [HASHED, '[n1]:2222', true],
  [HASHED, 'n1', false],
  ['|1|broken', 'n1', false],
  ['|2|AAAA|AAAA', 'n1', false],
  [`${HASHED}|more`, '[n1]:2222', false],
  [`${'*a'.repeat(500)}b`, 'a'.repeat(200), false],
  ['Ñ1', 'ñ1', false],
  // The bytes of ñ with another first one, which is a small Ã in Latin-1.
  ['\u00e3\u00b1', 'ñ', false],
])('%j covers %j: %j', (names, name, covered) => {
  expect(coversName(names, name)).toBe(covered);
});

test('the name of a host on another port than 22', () => {
  expect(lookupName('N1', 22)).toBe('n1');
  expect(lookupName('N1', 2222)).toBe('[n1]:2222');
  expect(lookupName('fe80::1', 2222)).toBe('[fe80::1]:2222');
});

test.each([true, false])('a line written is a line found again (hashed: %j)', (hashed) => {
  const [line] = parseKnownHosts(knownHostLine('[n1]:2222', key, { hashed }), 'file');
  expect(line).toMatchObject({ type: 'ssh-ed25519', key });
  expect(line?.names.startsWith('|1|')).toBe(hashed);
  expect(coversName(line?.names ?? '', '[n1]:2222')).toBe(true);
  expect(coversName(line?.names ?? '', '[n1]:2223')).toBe(false);
});
