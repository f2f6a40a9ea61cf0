import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aptRepositories } from '../../../../src/platform/providers/packages/apt-repositories.ts';
import { rpmRepositories } from '../../../../src/platform/providers/packages/rpm-repositories.ts';
import { type Node, openNode } from '../../resources/node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
  await node.given('mkdir -p /etc/apt/sources.list.d /etc/yum.repos.d');
});
afterEach(() => node.close());

const key = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEZ\n-----END PGP PUBLIC KEY BLOCK-----\n';
const all = [
  { name: 'el', baseurl: 'https://x.example/el9/', key },
  { name: 'open', baseurl: 'https://x.example/open/' },
  { name: 'deb', uri: 'https://x.example/deb/', suite: 'bookworm', components: ['main', 'extra'], key },
  { name: 'flat', uri: 'file:///srv/deb', suite: './', components: [] },
];
const read = (path: string) => readFileSync(join(node.etc, path), 'utf8');

test('a host takes those of its own form, with the key that their packages are signed with', async () => {
  await node.converge(...rpmRepositories(all));
  expect(read('yum.repos.d/umctl-el.repo')).toBe(
    '# Written by umctl.\n[umctl-el]\nname=el, by umctl\nbaseurl=https://x.example/el9/\nenabled=1\n' +
      'gpgcheck=1\ngpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-umctl-el\n',
  );
  expect(read('pki/rpm-gpg/RPM-GPG-KEY-umctl-el')).toBe(key);
  expect(read('yum.repos.d/umctl-open.repo')).toContain('gpgcheck=0\n');
  expect(await node.given('ls /etc/apt/sources.list.d; ls /etc/yum.repos.d')).toBe('umctl-el.repo\numctl-open.repo\n');
});

test('apt reads what is written for it, and trusts the key for that repository only', async () => {
  await node.converge(...aptRepositories(all));
  expect(read('apt/sources.list.d/umctl-deb.sources')).toBe(
    '# Written by umctl.\nTypes: deb\nURIs: https://x.example/deb/\nSuites: bookworm\nComponents: main extra\n' +
      'Signed-By: /etc/apt/keyrings/umctl-deb.asc\n',
  );
  const targets = await node.given("apt-get update --print-uris -o Dir::State=/var/lib/apt | cut -d ' ' -f 1");
  expect(targets).toContain("'https://x.example/deb/dists/bookworm/InRelease'");
  expect(targets).toContain("'file:/srv/deb/./InRelease'");
  expect(await node.given('ls /etc/yum.repos.d')).toBe('');
});
