import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openSite, type Site } from './site.ts';

const PLAYBOOK = `import { check, command, definePlaybook, defineRole, file, sh, z } from 'umctl';
const story = defineRole({
  name: 'story',
  vars: z.looseObject({ breaks: z.boolean().default(false) }),
  resources: ({ name, vars, directors }) => [
    file({ path: '/srv/story', content: directors.map((one) => \`\${one.name}\\n\`).join('') }),
    ...(vars.breaks ? [command({ name: 'break', unless: sh\`false\`, run: sh\`echo no disk >&2; exit 3\` })] : []),
  ],
  checks: ({ name }) => [
    check('is told', name, sh\`cat /srv/story\`, ({ code }) => (code === 0 ? undefined : 'is not told')),
  ],
});
export default definePlaybook({ plays: [{ name: 'story', hosts: 'directors', roles: [story] }] });
`;

let site: Site;
let own: readonly string[];
let breaking: readonly string[];
beforeAll(async () => {
  site = await openSite(['a1', 'a2', 'b1']);
  const playbook = site.write('story.ts', PLAYBOOK);
  const clusters = (more: string): string =>
    `${readFileSync(site.inventory, 'utf8')}  children:
    directors:
      hosts:
        a1: { cluster: shop, virtual_address: 192.168.6.240/24 }
        a2: { cluster: shop, virtual_address: 192.168.6.240/24 }
        b1: { cluster: mail, virtual_address: 192.168.6.250/24${more} }
`;
  own = [site.write('two.yaml', clusters('')), '-p', playbook];
  breaking = [site.write('breaking.yaml', clusters(', breaks: true')), '-p', playbook];
});
afterAll(() => site?.close());
beforeEach(() => void site.nodes.map((node) => node.given('rm -f /srv/story')));

const told = () => site.nodes.map((node) => node.given('cat /srv/story 2>/dev/null || :'));

test('two clusters are applied side by side; one that fails stops no other', async () => {
  const { code, stdout } = await site.umctl('apply', ...breaking, '--yes');
  expect(code).toBe(3);
  expect(told()).toEqual(['a1\na2\n', 'a1\na2\n', 'b1\n']);
  expect(stdout).toMatch(/^cluster shop {2}done$/m);
  expect(stdout).toMatch(/^cluster mail {2}exit 3: a host failed$/m);
  expect(stdout).toContain('ok      a1: is told');
});

test('--limit takes a cluster by its name, and a director from it', async () => {
  expect((await site.umctl('apply', ...own, '--yes', '-l', 'shop')).code).toBe(0);
  expect(told()).toEqual(['a1\na2\n', 'a1\na2\n', '']);
  const { stdout } = await site.umctl('verify', ...own, '--json');
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const failed = events.filter(({ type, result }) => type === 'check' && result.complaint === 'is not told');
  expect(failed.map(({ cluster, result }) => `${cluster} ${result.name}`)).toEqual(['mail b1: is told']);
  expect(events.at(-1)?.summary.clusters).toEqual([
    { cluster: 'shop', exit: 0 },
    { cluster: 'mail', exit: 7 },
  ]);
});

test('a saved plan of both is done as a whole or not at all, and the record tells of both', async () => {
  const plan = site.write('both.plan', '');
  await site.umctl('plan', ...own, '--out', plan);
  site.nodes[2]?.given('echo other > /srv/story');
  expect((await site.umctl('apply', own[0] ?? '', '--plan', plan)).code).toBe(6);
  expect(told()).toEqual(['', '', 'other\n']);
  site.nodes[2]?.given('rm /srv/story');
  const { code, stdout } = await site.umctl('apply', own[0] ?? '', '--plan', plan);
  expect(code).toBe(0);
  const [, run = ''] = /umctl history (\S+)/.exec(stdout) ?? [];
  expect((await site.umctl('history', run)).stdout).toMatch(
    /In all: 3 steps \(a1 1, a2 1, b1 1\)[\s\S]*^cluster mail {2}done$/m,
  );
});

test('facts are asked of every host, whatever clusters and stacks there are', async () => {
  const stacks = readFileSync(own[0] ?? '', 'utf8').replace('cluster: mail,', 'cluster: mail, stack: keepalived,');
  const { code, stdout } = await site.umctl('facts', site.write('stacks.yaml', stacks), '--json');
  expect(code).toBe(0);
  const asked = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type === 'facts');
  expect(asked.map(({ host }) => host).toSorted()).toEqual(['a1', 'a2', 'b1']);
});

test('a run that no host of any cluster keeps anything of is refused, and no host fails by it', async () => {
  const { code, stdout, stderr } = await site.umctl('restore', ...own, '--run', '20260101T000000Z-abcdef', '--yes');
  expect([code, stderr]).toEqual([1, expect.stringContaining('no host keeps anything of run 20260101T000000Z-abcdef')]);
  expect(stdout).not.toContain('FAILED');
});
