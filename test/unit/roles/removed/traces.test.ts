import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askTraces } from '../../../../roles/removed/ask.ts';
import { asBefore } from '../../../../roles/removed/files.ts';
import { forgetHost } from '../../../../roles/removed/let-go.ts';
import { removed } from '../../../../roles/removed/role.ts';
import { parseTraces } from '../../../../roles/removed/traces.ts';
import { renderMembers } from '../../../../src/cluster/membership/list.ts';
import type { Resource } from '../../../../src/core/resource.ts';
import { joinSh, sh } from '../../../../src/core/sh.ts';
import { block } from '../../../../src/resources/block.ts';
import { file } from '../../../../src/resources/file.ts';
import { isRoot } from '../../is-root.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { processesOf } from '../../resources/processes.ts';
import { context } from '../cluster.ts';

// Real processes, which take their time on a busy machine.
let node: Node;
/** Brings resources about as the steps of a run do. */
async function inRun(run: string, ...resources: readonly Resource[]): Promise<void> {
  for (const { id, command } of await node.plan(...resources)) {
    const text = joinSh([sh`UMCTL_RUN=${run}; export UMCTL_RUN`, command.run]);
    expect(await node.run(text, command.stdin), id).toMatchObject({ code: 0 });
  }
  expect(await node.plan(...resources)).toEqual([]);
}
beforeAll(async () => {
  node = await openNode();
  await node.given(`mkdir -p /etc/ha.d /etc/network
printf 'theirs\\n' > /etc/theirs.conf; chmod 640 /etc/theirs.conf
printf 'auto eth0\\n' > /etc/network/interfaces
printf 'route\\n' > /etc/network/routes
ln -s /nowhere /etc/link`);
  const wanted = [
    file({ path: '/etc/theirs.conf', content: 'ours\n' }),
    file({ path: '/etc/ha.d/ha.cf', content: 'ours\n' }),
    file({ path: '/etc/link', content: 'ours\n' }),
    file({ path: '/etc/network/routes', content: 'ours\n' }),
    block({ path: '/etc/network/interfaces', name: 'lo:0', content: 'iface lo:0\n' }),
    block({ path: '/etc/ours-alone', name: 'x', content: 'ours\n' }),
    file({
      path: '/var/lib/umctl/members',
      content: renderMembers({ addresses: ['192.168.6.240'], members: ['n1', 'n3'], directors: [] }),
    }),
  ];
  for (const [i, resource] of wanted.entries()) await inRun(`2026010${i}T000000Z-aaaaaa`, resource);
  // A later run keeps what an earlier one wrote: the first copy is the admin's.
  await inRun('20260201T000000Z-bbbbbb', file({ path: '/etc/theirs.conf', content: 'ours, too\n' }));
  await node.given(
    "printf 'mine\\n' >> /etc/network/interfaces; mkdir -p /var/lib/umctl/loaded; echo > /var/lib/umctl/loaded/nginx",
  );
});
afterAll(() => node.close());

const asked = async () => parseTraces((await node.run(askTraces)).stdout);

test('what umctl left is found, with what was there before it for the first time', async () => {
  const { kept, loaded, addresses, members } = await asked();
  expect([loaded, addresses, members]).toEqual([['nginx'], ['192.168.6.240'], ['n1', 'n3']]);
  const byPath = new Map(kept.map((one) => [one.path, one]));
  expect(byPath.get('/etc/theirs.conf')).toMatchObject({ kind: 'file', mode: '0640', owner: 'root' });
  expect(byPath.get('/etc/ha.d/ha.cf')).toMatchObject({ kind: 'absent' });
  expect(byPath.get('/etc/link')).toMatchObject({ kind: 'link', target: '/nowhere' });
  expect(byPath.get('/etc/network/interfaces')).toMatchObject({ kind: 'file', blocks: ['lo:0'], nothingElse: false });
  expect(byPath.get('/etc/ours-alone')).toMatchObject({ kind: 'absent', blocks: ['x'], nothingElse: true });
});

// Every run asks this of every director.
test.skipIf(!isRoot)('however much was left, it costs few processes', async () => {
  const links = (await asked()).kept.filter(({ kind }) => kind === 'link').length;
  expect(await processesOf(node, askTraces)).toBeLessThanOrEqual(10 + 2 * links);
});

test('daemons of the host are told which files are gone for good', async () => {
  const recalled = { n1: (await node.run(askTraces)).stdout };
  const forgotten = removed
    .resources(context(removed, { recalled }))
    .find(({ id }) => id.startsWith('wanted forgotten'));
  expect(String(forgotten?.want['paths']).split(',').sort()).toEqual([
    '/etc/ha.d/ha.cf',
    '/etc/ours-alone',
    '/var/lib/umctl/members',
  ]);
});

test("all of it goes, or is the admin's again; what makes the host's own network stays", async () => {
  const { kept } = await asked();
  await inRun('20260301T000000Z-cccccc', ...kept.flatMap((one) => asBefore(one, context(removed).platform)));
  const content = (path: string) => readFileSync(`${node.etc}/${path}`, 'utf8');
  expect(content('theirs.conf')).toBe('theirs\n');
  expect(content('network/interfaces')).toBe('auto eth0\nmine\n');
  expect(content('network/routes')).toBe('ours\n');
  expect(
    await node.given('readlink /etc/link; stat -c %a /etc/theirs.conf; ls /etc/ha.d /etc/ours-alone 2>/dev/null || :'),
  ).toBe('/nowhere\n640\n/etc/ha.d:\n');
});

test('then umctl knows nothing of the host, and keeps what an admin wrote', async () => {
  await node.converge(forgetHost(['/etc/ha.d/*']));
  expect((await node.run(askTraces)).stdout).toBe('');
  expect(await node.given('cat /var/lib/umctl/kept/2026*/was/etc/theirs.conf')).toContain('theirs\n');
});
