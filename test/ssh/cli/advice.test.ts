import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CTRL_C } from '../../unit/output/pty.ts';
import { openSite, type Site } from './site.ts';

const PLAYBOOK = `import { check, definePlaybook, defineRole, file, read, sh, z } from 'umctl';
const told = {
  id: 'told',
  ask: sh\`cat /srv/story\`,
  parse: ({ stdout }) => stdout.trim(),
  show: (text) => [{ name: 'story', values: [text] }],
};
const story = defineRole({
  name: 'story',
  vars: z.looseObject({ told: z.string().optional() }),
  facts: [told],
  resources: ({ facts }) => [file({ path: '/srv/story', content: read(facts, told) === 'told' ? 'told\\n' : 'new\\n' })],
  checks: ({ name }) => [
    check('is told', name, sh\`test ! -e /srv/wrong\`, ({ code }) => (code === 0 ? undefined : 'is not told')),
  ],
});
export default definePlaybook({
  plays: [{ name: 'story', hosts: 'all', roles: [story], batch: 1, active: () => true }],
});
`;

let site: Site;
let file: string;
let own: readonly string[];
beforeAll(async () => {
  site = await openSite(['n1', 'n2']);
  file = site.write('story.ts', PLAYBOOK);
  own = [site.inventory, '-p', file];
});
afterAll(() => site?.close());
beforeEach(() => void site.node.given('echo old > /srv/story; chmod 644 /srv/story; rm -f /srv/wrong'));

const lines = (text: string, part: string): readonly string[] => text.split('\n').filter((line) => line.includes(part));

test('facts asks the hosts of an inventory without any group, and none but those that it is limited to', async () => {
  const inventory = site.inventory;
  const all = await site.umctl('facts', inventory, '--json');
  expect(all.code, all.stderr).toBe(0);
  const one = await site.umctl('facts', inventory, '-l', 'n1', '--json');
  expect(one.code).toBe(0);
  expect(lines(one.stdout, '"n2"')).toEqual([]);
  expect(lines(all.stdout, '"type":"facts","host":"n2"')).toHaveLength(1);
});

test('facts shows what a playbook of one’s own brings, and a role goes by it', async () => {
  site.node.given('echo told > /srv/story');
  const shown = await site.umctl('facts', ...own, '-l', 'n1');
  expect(shown.code, shown.stderr).toBe(0);
  expect(shown.stdout).toMatch(/^ +story +told$/m);
  expect(lines((await site.umctl('facts', ...own, '-l', 'n1', '--json')).stdout, '"told":"told"')).toHaveLength(1);
  expect((await site.umctl('facts', site.inventory, '-l', 'n1')).stdout).not.toContain('story');
  expect((await site.umctl('plan', ...own, '-l', 'n1', '--detailed-exitcode')).code).toBe(0);
});

test('a saved plan that is applied a second time is applied already, and that is no failure', async () => {
  const plan = join(site.dir, 'twice.plan');
  const limited = [...own, '-l', 'n1'];
  expect((await site.umctl('plan', ...limited, '--out', plan)).code).toBe(0);
  expect((await site.umctl('apply', site.inventory, '--plan', plan)).stdout).toContain('Done: 1 step on 1 host');
  const { code, stdout } = await site.umctl('apply', site.inventory, '--plan', plan);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringContaining('Already applied: 1 host is as this plan'),
  });
  expect(stdout).not.toContain('Run the command again');
  site.node.given('echo other > /srv/story');
  const moved = await site.umctl('apply', site.inventory, '--plan', plan);
  expect(moved.code).toBe(6);
  expect(moved.stdout).toContain('n1: refused: no longer matches the saved plan');
  expect(moved.stdout).toContain(`umctl plan ${site.inventory} --playbook ${file} --limit n1 --out ${plan}`);
});

test('apply --no-diff counts the lines that differ', async () => {
  const { stdout } = await site.umctl('apply', ...own, '--check', '--no-diff');
  expect(stdout).toContain('+1 line, -1 line');
  expect(stdout).not.toMatch(/^ *@@/m);
});

test('after failed checks the command to go on with is told once', async () => {
  site.node.given('touch /srv/wrong');
  const { code, stdout } = await site.umctl('apply', ...own, '--yes');
  expect(code).toBe(7);
  expect(lines(stdout, 'umctl apply')).toEqual([`  umctl apply ${site.inventory} --playbook ${file}`]);
});

test('history shows commands with the playbook of the run', async () => {
  site.node.given('touch /srv/wrong');
  const { stdout } = await site.umctl('apply', ...own, '-l', 'n1', '--yes');
  const [, id = ''] = /umctl history (\S+)/.exec(stdout) ?? [];
  const shown = await site.umctl('history', id);
  expect(shown.stdout).toMatch(new RegExp(`^  umctl \\w+ ${site.inventory} --playbook ${file} --limit n1`, 'm'));
});

test('Ctrl-C at the question says that nothing was changed', async () => {
  const { screen, code } = await site.onTerminal(['apply', ...own, '-l', 'n1'], [{ at: 'on 1 host?', type: CTRL_C }]);
  expect([code, site.node.read('/srv/story')]).toEqual([130, 'old\n']);
  expect(screen).toMatch(/Interrupted after .*Nothing was changed\./);
});

test('restore --check shows what would be put back, asks nobody, and leaves nothing on record', async () => {
  const limited = [...own, '-l', 'n1'];
  const applied = await site.umctl('apply', ...limited, '--yes');
  const [, run = ''] = /umctl history (\S+)/.exec(applied.stdout) ?? [];
  const restore = await site.umctl('restore', ...limited, '--run', run, '--check');
  expect(restore.code, restore.stderr).toBe(0);
  expect(restore.stdout).toContain('Nothing was changed. Planned: 1 step');
  expect(restore.stdout).not.toContain('On record');
  expect(restore.stdout).toContain(`umctl restore ${site.inventory} --playbook ${file} --limit n1 --run ${run}`);
  expect(site.node.read('/srv/story')).toBe('new\n');
});
