import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Resource } from '../../../src/core/resource.ts';
import { joinSh, sh } from '../../../src/core/sh.ts';
import { file } from '../../../src/resources/file.ts';
import { restored } from '../../../src/resources/restored.ts';
import { keptBy, pruneKept, RUNS_KEPT_ON_NODE } from '../../../src/resources/shell/keep.ts';
import { type Node, openNode } from './node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
});
afterEach(() => node.close());

/** Writes a file as a step of a run does. */
const write = (run: string, path: string, content: string, mode?: string): Promise<void> =>
  apply(run, file({ path, content, ...(mode === undefined ? {} : { mode }) }));

async function apply(run: string, resource: Resource): Promise<void> {
  const [step] = await node.plan(resource);
  if (step === undefined) throw new Error('nothing to do');
  const inRun = joinSh([sh`UMCTL_RUN=${run}; export UMCTL_RUN`, step.command.run]);
  expect(await node.run(inRun, step.command.stdin)).toMatchObject({ code: 0 });
}
const kept = (): Promise<string> =>
  node.given(
    'cd /var/lib/umctl/kept; find . -path ./.wrote -prune -o ! -type d -print | sort | while read -r f; do echo "$f $(cat "$f")"; done',
  );

test('each run keeps what it found: content that it replaced, and that there was nothing', async () => {
  await node.given('echo first > /etc/a');
  await write('run-1', '/etc/a', 'second\n');
  await write('run-2', '/etc/a', 'third\n');
  await write('run-2', '/etc/b', 'new\n');
  expect(await kept()).toBe(
    ['./run-1/was/etc/a first', './run-2/absent/etc/b ', './run-2/own/etc/a ', './run-2/was/etc/a second', ''].join(
      '\n',
    ),
  );
});

test('what a run replaces twice it keeps once: what it found, not what it made itself', async () => {
  await node.given('echo first > /etc/a');
  for (const content of ['second\n', 'third\n']) {
    await write('run-1', '/etc/a', content);
    await write('run-1', '/etc/b', content);
  }
  expect(await kept()).toBe('./run-1/absent/etc/b \n./run-1/was/etc/a first\n');
});

test('content that is put back is whose it was: only of its own does umctl ever let a copy go', async () => {
  const hidden = true;
  const was = { kind: 'file', mode: '0644', owner: 'root', group: 'root' };
  const putBack = async (run: string, from: string): Promise<void> => {
    const copy = `${keptBy(from)}/was/etc/a`;
    await apply(run, restored({ path: '/etc/a', copy, was, hidden }));
  };
  await node.given('echo original > /etc/a');
  await write('run-1', '/etc/a', 'ours 1\n');
  await putBack('run-2', 'run-1');
  await write('run-3', '/etc/a', 'ours 1\n');
  await write('run-4', '/etc/a', 'ours 2\n');
  await putBack('run-5', 'run-4');
  await write('run-6', '/etc/a', 'ours 3\n');
  expect(await node.given('cd /var/lib/umctl/kept; cat /etc/a; ls -d */own/etc/a; cat run-3/was/etc/a')).toBe(
    'ours 3\nrun-2/own/etc/a\nrun-4/own/etc/a\nrun-5/own/etc/a\nrun-6/own/etc/a\noriginal\n',
  );
});

test('a mode that changes is kept, too', async () => {
  await node.given('echo x > /etc/a; chmod 0600 /etc/a');
  await write('run-1', '/etc/a', 'x\n', '0644');
  expect(await node.given('stat -c %a /var/lib/umctl/kept/run-1/was/etc/a')).toBe('600\n');
});

test('a directory that makes room is moved away whole, and on record', async () => {
  await node.given('mkdir /etc/a; echo mine > /etc/a/deep');
  await write('run-1', '/etc/a', 'x\n');
  expect(await kept()).toBe('./run-1/directory/etc/a \n./run-1/moved/etc/a/deep mine\n');
});

test.each([
  ['for its directory', 'size=4k,nr_inodes=3', 'No space left'],
  ['for all of it', 'size=8k', 'cannot keep a copy of /etc/a'],
])('a copy that there is no room for keeps the file from being changed: %s', async (_, options, message) => {
  await node.given(`head -c 20000 /dev/zero > /etc/a; mkdir -p /var/lib/umctl
mount -t tmpfs -o mode=700,${options} none /var/lib/umctl`);
  const [step] = await node.plan(file({ path: '/etc/a', content: 'second\n' }));
  const output = await node.run(step?.command.run ?? sh`:`, step?.command.stdin);
  expect(output).toMatchObject({ code: 1, stderr: expect.stringContaining(message) });
  expect(await node.given('stat -c %s /etc/a; ls -A /etc | grep umctl || :; find /var/lib/umctl -type f')).toBe(
    '20000\n',
  );
});

test('a copy is on disk, and so is its name, before what it is a copy of goes; and what came in its place is when all is done', async () => {
  await node.given(`echo first > /etc/a; mkdir /etc/bin
cat > /etc/bin/sync <<'END'
#!/bin/sh
said=
for one; do said="$said $(cat "$one/a" 2>/dev/null || cat "$one")"; done
echo "$*: $(cat /etc/a),$said" >> /etc/synced
exec ${await node.given('command -v sync')}
END
chmod +x /etc/bin/sync`);
  const [step] = await node.plan(file({ path: '/etc/a', content: 'second\n' }));
  const watched = joinSh([sh`PATH=/etc/bin:$PATH UMCTL_RUN=run-1`, step?.command.run ?? sh`:`]);
  expect(await node.run(watched, step?.command.stdin)).toMatchObject({ code: 0 });
  expect(await node.given('cat /etc/synced')).toBe(`/var/lib/umctl/kept/.part: first, first
/var/lib/umctl/kept/run-1/was/etc /etc/.a.umctl: first, first second
/etc: second, second
`);
});

test('of old runs only copies of what umctl itself had written go, and what admins ever wrote stays', async () => {
  const run = (number: number): string => `run-${String(number).padStart(2, '0')}`;
  await node.given('echo original > /etc/a');
  await write(run(1), '/etc/a', 'ours 1\n');
  await write(run(2), '/etc/a', 'ours 2\n');
  await node.given('echo by hand > /etc/a');
  await write(run(3), '/etc/a', 'ours 3\n');
  for (let i = 4; i <= RUNS_KEPT_ON_NODE + 3; i++) await write(run(i), '/etc/a', `ours ${i}\n`);
  for (let twice = 0; twice < 2; twice++) expect(await node.run(pruneKept)).toMatchObject({ code: 0, stderr: '' });
  expect((await kept()).split('\n').filter((line) => / (original|by hand|ours [12])$|pruned/.test(line))).toEqual([
    './run-01/pruned ',
    './run-01/was/etc/a original',
    './run-02/pruned ',
    './run-03/pruned ',
    './run-03/was/etc/a by hand',
  ]);
  expect(await node.given('cd /var/lib/umctl/kept; ls -d */was/etc/a | wc -l')).toBe(`${RUNS_KEPT_ON_NODE + 2}\n`);
});
