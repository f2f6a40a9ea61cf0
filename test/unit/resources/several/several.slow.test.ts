import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isRoot } from '../../is-root.ts';
import { shells } from '../../ssh/framing/shells.ts';
import { done, openSeveral, type Params } from './node.ts';

let node: Awaited<ReturnType<typeof openSeveral>>;
beforeEach(async () => {
  node = await openSeveral();
});
afterEach(() => node.close());

/** What fails where a file is written by itself. */
const alone = 'exit 9';
const at = (name: string, more: Partial<Params> = {}): Params => ({ path: `/etc/s/${name}`, content: name, ...more });
/** All that umctl left in the directory, beside what is to be there, and where copies are made. */
const left = (): Promise<string> =>
  node.given(
    'ls -A /etc/s | grep umctl || :; ls -d /var/lib/umctl/kept/.part 2>/dev/null || :; ls -d /run/umctl.* 2>/dev/null || :',
  );

/** As the shell of the connection, and as the host's; posh is nobody's. */
const each = shells.filter(({ name }) => !name.endsWith('old coreutils') || name.startsWith('dash'));

describe.skipIf(!isRoot).each(each)('files that follow one another, in $name', (shell) => {
  test('are written at once, each as it is', async () => {
    if (shell.name !== 'posh')
      await node.given(`mount --bind "$(command -v ${shell.command[0]})" "$(readlink -f "$(command -v sh)")"`);
    await node.given('echo old > /etc/s/b; chmod 640 /etc/s/b; echo old > /etc/s/c');
    const content = '-n it\'s \\055 "$x" `y` ü%\n\0\0end';
    const files = [
      at('a', { content: '' }),
      at('b', { content }),
      at('c', { mode: '0600', content: 'x'.repeat(200_000) }),
      at('d', { mode: '0640', group: 'adm', content: '\n\n' }),
      at('e', { mode: '4755', owner: 'nobody' }),
    ];
    expect(await node.write(files, { alone, shell })).toEqual(files.map((_, i) => done(i)));
    expect(
      await node.given(
        'cd /etc/s; stat -c "%n %a %U:%G %s" *; cat b; cd /var/lib/umctl/kept; cat run-1/was/etc/s/*; ls -R run-1',
      ),
    ).toBe(
      `a 644 root:root 0
b 644 root:root ${Buffer.byteLength(content)}
c 600 root:root 200000
d 640 root:adm 2
e 4755 nobody:root 1
${content}old
old
${['run-1:\nabsent\nwas', 'run-1/absent:\netc', 'run-1/absent/etc:\ns', 'run-1/absent/etc/s:\na\nd\ne', 'run-1/was:\netc', 'run-1/was/etc:\ns', 'run-1/was/etc/s:\nb\nc'].join('\n\n')}
`,
    );
    expect(await left()).toBe('');
  });
});

test.skipIf(!isRoot)(
  'what the run keeps already is not kept again, and what umctl wrote is known as its own',
  async () => {
    await node.given('echo old > /etc/s/a; echo old > /etc/s/b');
    const write = (run: string, content: string) =>
      node.write([at('a', { content }), at('b', { content })], { run, alone });
    for (const [run, content] of [
      ['run-1', '1'],
      ['run-1', '2'],
      ['run-2', '3'],
    ] as const)
      expect(await write(run, content)).toEqual([done(0), done(1)]);
    expect(await node.write([at('a', { content: '4' }), at('c')], { run: 'run-2', alone })).toEqual([done(0), done(1)]);
    expect(await node.given('cd /var/lib/umctl/kept; grep -r "" run-* | sort; find run-2 -empty -type f | sort')).toBe(
      [
        'run-1/was/etc/s/a:old',
        'run-1/was/etc/s/b:old',
        'run-2/was/etc/s/a:2',
        'run-2/was/etc/s/b:2',
        'run-2/absent/etc/s/c',
        'run-2/own/etc/s/a',
        'run-2/own/etc/s/b',
        '',
      ].join('\n'),
    );
  },
);

test.skipIf(!isRoot).each([
  ['a link', 'ln -s /etc/passwd b'],
  ['a directory', 'mkdir b'],
  ['a directory that hands down an ACL', 'mkdir d; setfacl -d -m u:nobody:rw d'],
  ['what is as it should be', 'printf b > b'],
  [
    'a file that a directory is in the place of the new one of',
    'mkdir .b.umctl; rmdir .b.umctl; ln -s /etc/passwd .b.umctl',
  ],
])('%s goes by itself, and its neighbours at once', async (_, given) => {
  await node.given(`cd /etc/s; ${given}`);
  const before = await node.given('cat /etc/passwd');
  const files = [at('a'), given.includes('setfacl') ? at('d/b') : at('b'), at('c', { mode: '0600' }), at('e')];
  expect(await node.write(files)).toEqual(files.map((__, i) => done(i)));
  expect(
    await node.given(`cd /etc/s; for f in a ${files[1]?.path} c e; do [ ! -L $f ]; cat $f; stat -c ' %a' $f; done`),
  ).toBe(`a 644\n${files[1]?.content} 644\nc 600\ne 644\n`);
  expect(await node.given('cat /etc/passwd')).toBe(before);
  expect(await left()).toBe('');
});

test.skipIf(!isRoot)(
  'the first that cannot be written is told of as ever, and those after it are as they were',
  async () => {
    await node.given('echo old > /etc/s/c');
    const answers = await node.write([at('a'), at('b'), at('none/x'), at('c')]);
    const [, , failed] = answers;
    expect(answers.slice(0, 2)).toEqual([done(0), done(1)]);
    expect(answers).toHaveLength(3);
    expect(failed).toMatchObject({
      output: { code: 1, stderr: expect.stringContaining('/etc/s/none is not a directory') },
    });
    expect(await node.given('cd /etc/s; cat a b c')).toBe('abold\n');
    expect(await left()).toBe('');
  },
);

test.skipIf(!isRoot)('where there is no room for all, as many are written as there is room for', async () => {
  await node.given('mount -t tmpfs -o mode=755,size=64k none /etc/s');
  const answers = await node.write([...'abcdef'].map((name) => at(name, { content: name.repeat(20_000) })));
  expect(answers.map((answer) => answer.kind === 'answer' && answer.output.code)).toEqual([0, 0, 0, 1]);
  expect(await node.given('cd /etc/s; wc -c < b')).toBe('20000\n');
  expect(await left()).toBe('');
});

test.skipIf(!isRoot)('once no more is to be done, what is under way is done and no other begins', async () => {
  await node.given(`cp "$(command -v mv)" mv
printf '%s\\n' '#!/bin/sh' 'case $* in */b) for one in /run/umctl.*; do : > $one/stop; done ;; esac' "exec $PWD/mv \\"\\$@\\"" > watched
chmod 755 watched; mount --bind watched "$(command -v mv)"`);
  expect(await node.write([at('a'), at('b'), at('c'), at('e')], { alone })).toEqual([done(0), done(1)]);
  expect(await node.given('ls -A /etc/s')).toBe('a\nb\n');
});
