import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dnf, yum } from '../../../../src/platform/providers/packages/rpm.ts';
import { packages } from '../../../../src/resources/package.ts';
import { type Node, openNode } from '../../resources/node.ts';

/** Installs from a folder: what it skips at the first call it takes at the second, and ends well both times. */
const SKIPS_ONCE = `case "$*" in
  *clean*) touch "$root/refreshed" ;;
  *install*)
    if [ -e "$root/refreshed" ]; then rpm -i --nodeps "$root"/*/thing.rpm; else echo "thing: %pre failed"; fi ;;
esac`;

/** What yum 3.2 prints, and says nothing of with -q. */
const YUM_REPOLIST = `Loaded plugins: fastestmirror
Loading mirror speeds from cached hostfile
 * base: mirror.example.org
repo id                          repo name                            status
base/7/x86_64                    CentOS-7 - Base                      10,072
!extras/7/x86_64                 CentOS-7 - Extras                       526
*updates                         CentOS-7 - Updates                    6,173
repolist: 16,771
`;

/** What dnf 4.14.0 prints, with -q and without. */
const DNF_REPOLIST = `repo id                                   repo name
lab                                       lab
`;

/** What it prints with the plugin of subscription-manager on a host that is not registered: on stdout, as everything. */
const NOT_REGISTERED = `Updating Subscription Management repositories.
Unable to read consumer identity

This system is not registered with an entitlement server. You can use subscription-manager to register.

No repositories available
`;

/** Offers nothing, and keeps what it was told to write, for the test to see. */
const offersNothing = (repolist: string) => `quiet=
while :; do
  case $1 in -q) quiet=1 ;; --config=*) cp "\${1#--config=}" "$root/conf" ;; -C) exit 1 ;; *) break ;; esac
  shift
done
case $1 in
  list) echo 'Error: No matching Packages to list' >&2; exit 1 ;;
  --assumeno) echo 'No match for argument: keepalived'; echo 'Error: Unable to find a match: keepalived' >&2; exit 1 ;;
  repolist) [ -n "$quiet" ] || cat <<'SAID'
${repolist}SAID
esac`;

let node: Node;
beforeEach(async () => {
  node = await openNode();
  mkdirSync(join(node.root, 'bin'), { recursive: true });
  // Where rpm has its database.
  await node.given('mount --bind bin /usr/local/bin; mount -t tmpfs none "$HOME"; mount -t tmpfs none /dev/shm');
});
afterEach(() => node.close());

/** A program of that name in the node. */
const program = (name: string, text: string) =>
  writeFileSync(join(node.root, 'bin', name), `#!/bin/sh\nroot=${node.root}\n${text}\n`, { mode: 0o755 });

describe.each([
  { name: 'yum', tool: yum, repolist: YUM_REPOLIST, repositories: 'base/7/x86_64; extras/7/x86_64; updates' },
  { name: 'dnf', tool: dnf, repolist: DNF_REPOLIST, repositories: 'lab' },
])('$name', ({ name, tool, repolist, repositories }) => {
  const wanted = (...names: readonly string[]) => packages({ names, tool });

  test('what no repository offers is told with the repositories asked', async () => {
    program(name, offersNothing(repolist));
    const [step] = await node.plan(wanted('keepalived'));
    expect(step?.cannot).toContain(`none of the repositories asked (${repositories}) offers it`);
  });

  test('a host that is not registered is told as that', async () => {
    program(name, offersNothing(NOT_REGISTERED));
    const [step] = await node.plan(wanted('keepalived'));
    expect(step?.cannot).toMatch(
      /there are none.*not registered with an entitlement server.*subscription-manager register/,
    );
  });

  test('asking writes no log of the host’s', async () => {
    writeFileSync(join(node.etc, 'yum.conf'), '[main]\nlogfile=/var/log/yum.log\nlogdir = /var/log\nkeepcache=1\n');
    program(name, offersNothing(repolist));
    await node.plan(wanted('keepalived'));
    expect(readFileSync(join(node.root, 'conf'), 'utf8')).not.toContain('/var/log');
    expect(readFileSync(join(node.root, 'conf'), 'utf8')).toContain('keepcache=1');
  });

  test('what both tries say is told', async () => {
    program(name, `echo "try $(ls "$root" | grep -c '^try')" >&2; : > "$(mktemp "$root/tryXXXX")"; exit 1`);
    const [step] = await node.plan(wanted('thing'));
    await node.given('rm -f try*');
    const { code, stderr } = await node.run(step?.command.run ?? { text: '' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^try 2\nthe first try ended with:\ntry 0\n.*could not install what is missing/m);
  });

  test.skipIf(spawnSync('rpmbuild', ['--version']).error !== undefined)(
    'a package that was skipped at the first try is installed by the second',
    async () => {
      writeFileSync(
        join(node.root, 'thing.spec'),
        'Name: thing\nVersion: 1\nRelease: 1\nSummary: x\nLicense: x\nBuildArch: noarch\n%description\nx\n%files\n',
      );
      await node.given(`rpmbuild -bb --define "_topdir $PWD" --define '_rpmfilename thing.rpm' thing.spec >log 2>&1`);
      program(name, SKIPS_ONCE);
      await node.converge(wanted('thing'));
    },
  );
});
