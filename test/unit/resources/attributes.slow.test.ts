import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Resource } from '../../../src/core/resource.ts';
import { sh } from '../../../src/core/sh.ts';
import { formatPlans } from '../../../src/output/plan.ts';
import { absent } from '../../../src/resources/absent.ts';
import { block } from '../../../src/resources/block.ts';
import { directory } from '../../../src/resources/directory.ts';
import { file } from '../../../src/resources/file.ts';
import { link } from '../../../src/resources/link.ts';
import { sysctl } from '../../../src/resources/sysctl.ts';
import { isRoot } from '../is-root.ts';
import { type Node, openNode } from './node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
});
afterEach(async () => {
  await node.given('chattr -R -ia . 2>/dev/null || :');
  await node.close();
});

const path = (): string => join(node.root, 'd/x');
const types: readonly (readonly [string, () => Resource])[] = [
  ['file', () => file({ path: path(), content: 'new' })],
  ['link', () => link({ path: path(), target: 'x' })],
  ['directory', () => directory({ path: path() })],
  ['absent', () => absent({ path: path() })],
  ['block', () => block({ path: path(), name: 'x', content: 'y' })],
];

test.skipIf(!isRoot).each(
  types.flatMap(([type, make]) =>
    [
      ['+i', 'd/x', 'chattr -i'],
      ['+a', 'd/x', 'chattr -a'],
      ['+i', 'd', 'chattr -i'],
    ].map(([flag = '', on = '', command = '']) => [type, flag, on, command, make] as const),
  ),
)('%s: chattr %s on %s is told with what takes it off', async (_, flag, on, command, make) => {
  await node.given(`mkdir d; echo old > d/x; chattr ${flag} ${on}`);
  const [step] = await node.plan(make());
  const hint = `${command} '${join(node.root, on)}'`;
  expect(step?.cannot).toContain(hint);
  const output = await node.run(step?.command.run ?? sh`:`, step?.command.stdin);
  expect(output).toMatchObject({ code: 1, stderr: expect.stringContaining(hint) });
  expect(await node.given('cat d/x; ls -A d')).toBe('old\nx\n');
});

test.skipIf(!isRoot).each(types.filter(([type]) => type !== 'link'))(
  '%s: a host without lsattr is worked on all the same',
  async (_, make) => {
    await node.given('mkdir d; echo old > d/x; mount --bind /dev/null "$(command -v lsattr)"; ! command -v lsattr');
    expect(await node.converge(make())).toHaveLength(1);
  },
);

test.skipIf(!isRoot)('of a link that a block goes along, its target counts', async () => {
  await node.given('mkdir d e; echo old > e/x; ln -s ../e/x d/x; chattr +i e/x');
  const [step] = await node.plan(block({ path: path(), name: 'x', content: 'y' }));
  const hint = `chattr -i '${join(node.root, 'e/x')}'`;
  expect(step?.cannot).toContain(hint);
  expect((await node.run(step?.command.run ?? sh`:`, step?.command.stdin)).stderr).toContain(hint);
});

test.skipIf(!isRoot)('of a link that a file replaces, its target does not', async () => {
  await node.given('mkdir d e; echo old > e/x; ln -s ../e/x d/x; chattr +i e/x');
  await node.converge(file({ path: path(), content: 'new' }));
  expect(await node.given('cat d/x e/x')).toBe('newold\n');
});

test.skipIf(!isRoot)('a plan names what the file in the place of another will not have', async () => {
  await node.given('mkdir d; echo old > d/x; setfacl -m u:nobody:r d/x; setcap cap_net_raw+ep d/x');
  const steps = await node.plan(file({ path: path(), content: 'new' }));
  expect(steps[0]).toMatchObject({ loses: 'its POSIX ACL, its capabilities' });
  const look = { paint: (_: string, text: string) => text, verbosity: 0, diffs: 'shown' } as never;
  expect(formatPlans([{ host: 'n1', steps }], look).join('\n')).toContain(
    'does not keep its POSIX ACL, its capabilities',
  );
  const settings = sysctl({ path: path(), settings: { 'kernel.ostype': 'x' } });
  expect((await node.plan(settings))[0]).toMatchObject({ loses: 'its POSIX ACL, its capabilities' });
  await node.converge(file({ path: path(), content: 'new' }));
});

/** Hides programs, as on a host that does not have them: attr is a package of its own. */
const without = (...programs: readonly string[]): string =>
  programs.map((program) => `mount --bind /dev/null "$(command -v ${program})"`).join('\n');

const file640 = () => file({ path: path(), content: 'new', mode: '0640' });

test.skipIf(!isRoot).each([
  ['with getfattr and getcap', ':'],
  ['without them, by tar', without('getfattr', 'getcap')],
])('extended attributes and capabilities of a replaced file are named, %s', async (_, given) => {
  await node.given(`mkdir d; echo old > d/x; setfattr -n user.origin -v here d/x; setcap cap_net_raw+ep d/x\n${given}`);
  const [step] = await node.plan(file640());
  expect(step).toMatchObject({ loses: 'its capabilities, its extended attributes' });
  await node.given('umount /usr/bin/getfattr || :');
  await node.converge(file640());
  expect(await node.given('getfattr --absolute-names -d d/x')).toBe('');
  expect(
    await node.given(`getfattr --absolute-names --only-values -n user.origin /var/lib/umctl/kept/*/was/${path()}`),
  ).toBe('here');
});

test.skipIf(!isRoot)('a file that has nothing more than a mode loses nothing, without getfattr, too', async () => {
  await node.given(`mkdir d; echo old > d/x; setfacl -b d/x\n${without('getfattr', 'getcap')}`);
  const [step] = await node.plan(file640());
  expect(step).not.toHaveProperty('loses');
});

test.skipIf(!isRoot)('where no program of the host can tell, the plan says that', async () => {
  await node.given(
    `mkdir d; echo old > d/x; setfattr -n user.origin -v here d/x\n${without('getfattr', 'getcap', 'tar')}`,
  );
  const [step] = await node.plan(file640());
  expect(step?.loses).toContain('the host has no getfattr');
});

test.skipIf(!isRoot)('of a link that a file replaces, nothing is said to be lost: what it leads to stays', async () => {
  await node.given(`mkdir d; echo old > d/y; ln -s y d/x\n${without('getfattr', 'getcap', 'tar')}`);
  const [step] = await node.plan(file640());
  expect(step).toBeDefined();
  expect(step).not.toHaveProperty('loses');
});

test.skipIf(!isRoot)('an attribute that only root sees is lost as well', async () => {
  await node.given('mkdir d; echo old > d/x; setfattr -n trusted.origin -v here d/x');
  const [step] = await node.plan(file640());
  expect(step).toMatchObject({ loses: 'its extended attributes' });
});

/** What everybody sees of the new file at the moment that it gets its owner. */
const WATCHED_CHOWN = `cp "$(command -v chown)" chown
printf '%s\\n' '#!/bin/sh' "ls -ld $PWD/d/.x.umctl >> $PWD/seen" "exec $PWD/chown \\"\\$@\\"" > watched
chmod 755 watched; mount --bind watched "$(command -v chown)"`;

test.skipIf(!isRoot)(
  'a file made where ACLs are handed down gets none, and is root’s alone from the start',
  async () => {
    await node.given(`mkdir d; setfacl -d -m u:nobody:rw d\n${WATCHED_CHOWN}`);
    await node.converge(file640());
    expect(await node.given('cat seen')).toMatch(/^-rw------- .*\n$/);
    expect(await node.given('ls -l d/x')).toMatch(/^-rw-r----- /);
  },
);

test.skipIf(!isRoot)('nothing is lost of what is not replaced, and nothing is said of it', async () => {
  await node.given('mkdir d; printf x > d/x; setfacl -m u:nobody:r d/x; chmod 600 d/x');
  const [step] = await node.converge(file({ path: path(), content: 'x' }));
  expect(step?.changes.map(({ field }) => field)).toEqual(['mode']);
  expect(step).not.toHaveProperty('loses');
  expect(await node.given('ls -l d/x')).toMatch(/^-rw-r--r--\+/);
});

test.skipIf(!isRoot)('a block leaves the ACL of the file it is put in', async () => {
  await node.given('mkdir d; echo mine > d/x; setfacl -m u:nobody:r d/x');
  await node.converge(block({ path: path(), name: 'x', content: 'y' }));
  expect(await node.given('ls -l d/x')).toMatch(/^-rw-r--r--\+/);
  expect(readFileSync(path(), 'utf8')).toContain('mine\n');
});
