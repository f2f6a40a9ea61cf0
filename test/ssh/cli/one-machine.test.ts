import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from './site.ts';

const PLAYBOOK = `import { definePlaybook, defineRole, file, z } from 'umctl';
const story = defineRole({
  name: 'story',
  vars: z.looseObject({}),
  resources: ({ name }) => [file({ path: '/srv/story', content: name })],
});
export default definePlaybook({ plays: [{ name: 'story', hosts: 'all', roles: [story] }] });
`;

let site: Site;
let playbook: string;
beforeAll(async () => {
  site = await openSite(['n1', 'n2']);
  playbook = site.write('story.ts', PLAYBOOK);
});
afterAll(() => site?.close());

const untouched = () => site.nodes.map(({ read }) => read('/srv/story'));

test('two machines are two hosts, though their kernel is one', async () => {
  const { code, stdout } = await site.umctl('plan', site.inventory, '-p', playbook);
  expect(stdout).toContain('Planned: 2 steps on 2 of 2 hosts');
  expect(code).toBe(0);
});

test.each(['plan', 'apply'])('%s refuses two names for one address and port, before it connects', async (command) => {
  const [first, second] = site.nodes.map(({ sshd }) => String(sshd.port));
  const same = site.write('same.yaml', readFileSync(site.inventory, 'utf8').replace(second ?? '', first ?? ''));
  const yes = command === 'apply' ? ['--yes'] : [];
  const { code, stderr } = await site.umctl(command, same, '-p', playbook, ...yes);
  expect(stderr).toMatch(
    new RegExp(
      `^${same}:\\d+:\\d+: n2 and n1 \\(${same}:\\d+:\\d+\\) are both reached at 127\\.0\\.0\\.1, port ${first}: `,
    ),
  );
  expect([code, untouched()]).toEqual([1, [undefined, undefined]]);
});

test.each(['plan', 'apply'])('%s refuses two names for one machine that is reached in two ways', async (command) => {
  const [one, other] = site.nodes.map(({ outside }) => outside('/etc/machine-id'));
  const own = readFileSync(other ?? '', 'utf8');
  writeFileSync(other ?? '', readFileSync(one ?? '', 'utf8'));
  try {
    const yes = command === 'apply' ? ['--yes'] : [];
    const { code, stderr } = await site.umctl(command, site.inventory, '-p', playbook, ...yes);
    expect(stderr).toMatch(
      /:\d+:\d+: n2 and n1 \(\S+:\d+:\d+\) are the same machine \(same boot id, machine-id and addresses\)/,
    );
    expect([code, untouched()]).toEqual([1, [undefined, undefined]]);
  } finally {
    writeFileSync(other ?? '', own);
  }
});
