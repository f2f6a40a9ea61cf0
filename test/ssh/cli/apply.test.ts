import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openSite, type Site } from './site.ts';

const PLAYBOOK = `import { check, definePlaybook, defineRole, file, sh, z } from 'umctl';
const story = defineRole({
  name: 'story',
  vars: z.looseObject({}),
  resources: () => [file({ path: '/srv/story', content: 'new\\n' })],
  checks: ({ name }) => [
    check('is told', name, sh\`cat /srv/story\`, ({ stdout }) => (stdout === 'new\\n' ? undefined : 'is <not> told')),
  ],
});
export default definePlaybook({ plays: [{ name: 'story', hosts: 'n1', roles: [story] }] });
`;
const EVERYONE = PLAYBOOK.replace("hosts: 'n1'", "hosts: 'all'");

let site: Site;
let own: readonly string[];
beforeAll(async () => {
  site = await openSite(['n1', 'n2', 'n3']);
  own = [site.inventory, '-p', site.write('story.ts', PLAYBOOK)];
});
afterAll(() => site?.close());
beforeEach(() => void site.node.given('echo old > /srv/story; chmod 644 /srv/story'));

const told = (): string | undefined => site.node.read('/srv/story');
const QUESTION = 'Do this 1 step on 1 host?';

test('apply on a terminal shows the plan and asks; no changes nothing and is no failure', async () => {
  const { screen, code } = await site.onTerminal(['apply', ...own], [{ at: QUESTION, type: 'n' }]);
  expect(screen).toContain('/srv/story');
  expect(screen).toContain('Nothing was changed. Planned: 1 step on 1 of 1 host.');
  expect([code, told()]).toEqual([0, 'old\n']);
});

test('apply on a terminal does it after yes', async () => {
  const { screen, code } = await site.onTerminal(['apply', ...own], [{ at: QUESTION, type: 'y' }]);
  expect(screen).toContain('Done: 1 step on 1 host');
  expect([code, told()]).toEqual([0, 'new\n']);
});

test('apply without a terminal asks nobody, and says what to add', async () => {
  const { code, stderr } = await site.umctl('apply', ...own);
  expect([code, told()]).toEqual([1, 'old\n']);
  expect(stderr).toContain('add --yes');
});

test.each(['--check', '--dry-run'])('apply %s is a plan, whatever else is given', async (flag) => {
  const { code, stdout } = await site.umctl('apply', ...own, flag, '--yes');
  expect(code).toBe(0);
  expect(stdout).toContain('Planned: 1 step on 1 of 1 host');
  // The lines that differ, as in a plan.
  expect(stdout).toMatch(/- ?old[\s\S]*\+ ?new/);
  expect(stdout).not.toContain('On record');
  expect(site.node.given('cat /srv/story; ls -d /run/umctl* /var/lib/umctl 2>/dev/null || :')).toMatch(/^old\n/);
});

test('verify --junit writes every check with how it came out, for a program', async () => {
  const report = join(site.dir, 'verify.xml');
  const { code } = await site.umctl('verify', ...own, '--junit', report);
  expect(code).toBe(7);
  const xml = readFileSync(report, 'utf8');
  expect(xml).toMatch(/^<\?xml .*\?>\s*<testsuites?[^>]* tests="2"[^>]* failures="2"/);
  expect(xml).toMatch(/<testcase [^>]*name="n1: is told"[\s\S]*is &lt;not(>|&gt;) told/);
  expect(xml).toContain('n1: is as the inventory has it');
});

test.each([
  ['1', 1],
  ['2', 2],
  ['10', 3],
])('-f %s works on so many hosts at once, at most', async (forks, most) => {
  const everyone = site.write('everyone.ts', EVERYONE);
  const { code, stdout } = await site.umctl('plan', site.inventory, '-p', everyone, '-f', forks, '--json');
  expect(code).toBe(0);
  const lines = stdout.trim().split('\n');
  const events = lines.map((line) => JSON.parse(line) as { readonly type: string; readonly phase?: string });
  let [now, highest] = [0, 0];
  for (const { type } of events.filter(({ phase }) => phase === 'facts')) {
    if (type === 'host-start') now++;
    if (type === 'host-done') now--;
    highest = Math.max(highest, now);
  }
  expect([highest, now]).toEqual([most, 0]);
});
