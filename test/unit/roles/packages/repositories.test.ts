import { expect, test } from 'vitest';
import type { ZodError } from 'zod';
import packages from '../../../../roles/packages/role.ts';
import type { PackagesVars } from '../../../../roles/packages/vars.ts';
import { context } from '../cluster.ts';

const KEY = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEZ\n-----END PGP PUBLIC KEY BLOCK-----\n';
const read = (...package_repositories: readonly object[]) =>
  (packages.vars.parse({ package_repositories }) as PackagesVars).package_repositories;
const complaints = (...package_repositories: readonly object[]) => {
  const error = packages.vars.safeParse({ package_repositories }).error as ZodError | undefined;
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n') ?? '';
};

test('both forms, signed and trusted; none is the default', () => {
  const rows = { name: 'ha', baseurl: 'https://x.example/el9/', key: KEY };
  const suites = { name: 'ha', uri: 'file:///srv/deb', suite: './', trusted: true };
  expect(read(rows, suites)).toEqual([rows, { name: 'ha', uri: 'file:///srv/deb', suite: './', components: [] }]);
  expect((packages.vars.parse({}) as PackagesVars).package_repositories).toEqual([]);
});

test.each([
  ['neither key nor trust', { name: 'ha', baseurl: 'https://x.example/' }, /0.name: expected a `key`, or/],
  ['both', { name: 'ha', baseurl: 'https://x.example/', key: KEY, trusted: true }, /0.name: expected a `key`, or/],
  [
    'a path with components',
    { name: 'a', uri: 'http://x', suite: './', components: ['main'], trusted: true },
    /0.components/,
  ],
  [
    'a suite without',
    { name: 'a', uri: 'http://x', suite: 'bookworm', trusted: true },
    /0.components: expected components/,
  ],
  ['a line end in an address', { name: 'a', baseurl: 'http://x/\nenabled=0', trusted: true }, /baseurl|0/],
  ['a name that is a path', { name: '../a', baseurl: 'http://x/', trusted: true }, /name|0/],
  ['a key that is none', { name: 'a', baseurl: 'http://x/', key: 'ABC' }, /key|0/],
])('%s is refused', (_, given, complaint) => {
  expect(complaints(given)).toMatch(complaint);
});

test('two of one form and name are refused', () => {
  const one = { name: 'a', baseurl: 'http://x/', trusted: true };
  expect(complaints(one, one)).toBe('package_repositories.1.name: a is the name of another one already');
});

test('packages that are offered nowhere are no reason to refuse while the repository is yet to be configured', () => {
  const vars = { package_repositories: [{ name: 'ha', baseurl: 'https://x.example/el9/', trusted: true }] };
  const [repository, software] = packages.resources(context(packages, { vars }));
  expect(repository?.id).toBe('wanted repository ha');
  expect(software?.unblockedBy?.map(({ id }) => id)).toEqual(['wanted repository ha']);
});
