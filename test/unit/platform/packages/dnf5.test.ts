import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dnf } from '../../../../src/platform/providers/packages/rpm.ts';
import { packages } from '../../../../src/resources/package.ts';
import { type Node, openNode } from '../../resources/node.ts';

// Fedora's dnf since 41 is dnf5, which no Debian that the tests run on has: what it said is captured, see captured/README.md.

const CAPTURED = join(import.meta.dirname, 'captured/dnf5.txt');

let node: Node;
beforeEach(async () => {
  node = await openNode();
  mkdirSync(join(node.root, 'bin'), { recursive: true });
  // Where rpm has its database.
  await node.given('mount --bind bin /usr/local/bin; mount -t tmpfs none "$HOME"; mount -t tmpfs none /dev/shm');
});
afterEach(() => node.close());

/** Has dnf say what it said in a part; it finds nothing by `list` and `provides`, without a word. */
function say(part: string): void {
  const parts = new Map(
    readFileSync(CAPTURED, 'utf8')
      .split(/^# /m)
      .slice(1)
      .map((text) => [text.slice(0, text.indexOf('\n')), text] as const),
  );
  for (const [file, name] of [
    ['install', part],
    ['repolist', 'repolist'],
  ] as const)
    writeFileSync(join(node.root, file), parts.get(name) ?? expect.fail(`${name} is not captured`));
  writeFileSync(
    join(node.root, 'bin/dnf'),
    `#!/bin/sh
said() { sed -n 's/^out: *//p' "$1"; sed -n 's/^err: //p' "$1" >&2; exit "$(sed -n 's/^code //p' "$1")"; }
case " $* " in
  *' --assumeno '* | *' -y '*) said ${node.root}/install ;;
  *' repolist '*) said ${node.root}/repolist ;;
esac
exit 1
`,
    { mode: 0o755 },
  );
}

async function plan(part: string, ...names: readonly string[]) {
  say(part);
  const [step] = await node.plan(packages({ names, tool: dnf }));
  return { states: step?.changes.map(({ field, from }) => `${field} ${from}`), cannot: step?.cannot ?? '' };
}

test('what dnf5 would install can be installed', async () => {
  expect(await plan('thing other', 'thing', 'other')).toEqual({
    states: ['thing not installed', 'other not installed'],
    cannot: '',
  });
});

test('what it has no match for is not offered, and the rest is', async () => {
  const { states, cannot } = await plan('thing none', 'thing', 'none');
  expect(states).toEqual(['thing not installed', 'none not offered']);
  expect(cannot).toContain('none: none of the repositories asked (here) offers it');
});

test.each([
  ['needy', ['needy'], 'nothing provides absent needed by needy-1-1.noarch from here'],
  ['thing clashes', ['thing', 'clashes'], 'package clashes-1-1.noarch from here conflicts with thing'],
  ['modular', ['modular'], "'modular' matches only excluded packages", 'dnf module enable NAME:STREAM'],
  ['excluded', ['thing'], "'thing' matches only excluded packages", 'look for exclude='],
  ['locked', ['thing'], "'thing' matches only packages excluded by versionlock", 'dnf versionlock delete NAME'],
])('why it would not install is told, without advice about its own options: %s', async (part, names, ...reasons) => {
  const { cannot } = await plan(part, ...names);
  for (const reason of reasons) expect(cannot).toContain(reason);
  expect(cannot).not.toMatch(/skip-|allowerasing/);
});

test.each([
  [
    'unreachable',
    'Curl error (7): Could not connect to server for http://127.0.0.1:1/repodata/repomd.xml; the host cannot reach a repository; where there is a proxy',
  ],
  [
    'no such host',
    'Curl error (6): Could not resolve hostname for http://repository.invalid/repodata/repomd.xml; the host cannot reach',
  ],
  [
    'not there',
    'Status code: 404 for http://127.0.0.1:8099/none/repodata/repomd.xml (IP: 127.0.0.1); a repository is not where /etc/yum.repos.d has it',
  ],
])(
  'a repository that it cannot read is none that does not offer something, and the cause is told: %s',
  async (part, cause) => {
    const { states, cannot } = await plan(part, 'thing');
    expect(states).toEqual(['thing not installed']);
    expect(cannot.startsWith(cause), cannot).toBe(true);
  },
);

test.each([
  ['no key', 'any OpenPGP keys configured', 'its gpgkey= names none; to take one in: rpm --import FILE'],
  ['another key', 'wrong key?', 'is not the one that its packages are signed with'],
  ['no key in the file', 'Public key is not installed', 'is not the one that its packages are signed with'],
  [
    'no file of a key',
    '[/srv/none.asc]',
    'a file that a repository names (gpgkey= in /etc/yum.repos.d) is not on the host',
  ],
  ['unreachable', 'Could not connect to server', 'the host cannot reach a repository'],
])('an installation that fails for a repository ends with what to do about it: %s', async (part, said, next) => {
  say(`install, ${part}`);
  const { code, stderr } = await node.run(packages({ names: ['thing'], tool: dnf }).apply(() => true).run);
  expect([code, stderr]).toEqual([1, expect.stringContaining(said)]);
  expect(stderr.trim().split('\n').at(-1)).toContain(next);
});
