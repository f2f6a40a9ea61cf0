import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openSite, type Site } from './site.ts';

/** Says in a file that it was run, as a module can do anything that its user can. */
const playbook = (ran: string): string => `import { appendFileSync } from 'node:fs';
import { definePlaybook, defineRole, file, z } from 'umctl';
import { content } from './content.ts';
import legacy from './legacy.cjs';
appendFileSync('${ran}', 'playbook');
const story = defineRole({
  name: 'story',
  vars: z.looseObject({}),
  resources: () => [file({ path: '/srv/story', content: content + legacy })],
});
export default definePlaybook({ plays: [{ name: 'story', hosts: 'all', roles: [story] }] });
`;

let site: Site;
let [ran, plan] = ['', ''];
const folder = (): string => join(site.dir, 'own');
const save = (): ReturnType<Site['umctl']> =>
  site.umctl('plan', site.inventory, '-p', join(folder(), 'story.ts'), '--out', plan);
const apply = (): ReturnType<Site['umctl']> => site.umctl('apply', site.inventory, '--plan', plan);
const write = (name: string, text: string): void => writeFileSync(join(folder(), name), text, { mode: 0o644 });

function writePlaybook(): void {
  rmSync(folder(), { recursive: true, force: true });
  mkdirSync(folder(), { mode: 0o755 });
  write('story.ts', playbook(ran));
  write('content.ts', `import { end } from './more/end.ts';\nexport const content = 'once upon a time' + end;\n`);
  mkdirSync(join(folder(), 'more'), { recursive: true, mode: 0o755 });
  write('more/end.ts', "export const end: string = ', the end';\n");
  write('legacy.cjs', "module.exports = require('./more/older.cjs');\n");
  write('more/older.cjs', "module.exports = '\\n';\n");
}

/** The plan as it was saved: once, as each run of umctl takes its time. */
let saved: Buffer;
beforeAll(async () => {
  site = await openSite();
  [ran, plan] = [join(site.dir, 'ran'), join(site.dir, 'a.plan')];
  writePlaybook();
  expect((await save()).code).toBe(0);
  saved = readFileSync(plan);
});
afterAll(() => site?.close());
beforeEach(() => {
  writePlaybook();
  for (const file of [ran, plan]) rmSync(file, { force: true });
  writeFileSync(plan, saved, { mode: 0o600 });
  site.node.given('rm -f /srv/story');
});

const refusedUnrun = async (why: string): Promise<void> => {
  const { code, stderr } = await apply();
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(why) });
  expect(stderr).toMatch(/\n1 problem\. Nothing was changed\.\n$/);
  expect(existsSync(ran), 'code of the playbook was run').toBe(false);
  expect(site.node.read('/srv/story')).toBeUndefined();
};

test('a saved plan that is as it was saved is applied, with the code that it was made with', async () => {
  expect(readFileSync(plan, 'utf8')).toContain(join(folder(), 'more/older.cjs'));
  expect((await apply()).code).toBe(0);
  expect(site.node.read('/srv/story')).toBe('once upon a time, the end\n');
});

test.each(['0666', '0660', '0602'])('a plan of mode %s, which others may write, runs nothing', async (mode) => {
  chmodSync(plan, Number.parseInt(mode, 8));
  await refusedUnrun('a.plan: others may write to it');
});

test('a plan of another user runs nothing', async () => {
  chownSync(plan, 65_534, 65_534);
  await refusedUnrun('a.plan: belongs to user id 65534');
});

test('a plan that is no file, as a pipe that somebody made, is not waited for', async () => {
  rmSync(plan);
  site.node.given(`mkfifo ${plan}`);
  await refusedUnrun('a.plan: is not a regular file');
});

test('a plan of another inventory runs nothing', async () => {
  const text = readFileSync(plan, 'utf8');
  writeFileSync(plan, text.replace(/"digest": "[0-9a-f]{16}"/, '"digest": "0000000000000000"'));
  await refusedUnrun('the inventory is different now');
});

test('a plan that does not say what its playbook had in it runs nothing', async () => {
  const { code: _, ...rest } = JSON.parse(readFileSync(plan, 'utf8')) as Record<string, unknown>;
  writeFileSync(plan, JSON.stringify(rest));
  await refusedUnrun('does not say what was in its playbook');
});

test.each(['story.ts', 'content.ts', 'more/end.ts', 'legacy.cjs'])(
  'where %s is another than when the plan was made, nothing of the playbook is run',
  async (name) => {
    appendFileSync(join(folder(), name), `\n// and more\n`);
    await refusedUnrun(`the plan was made with another ${join(folder(), name)}`);
  },
);

test('a file that the playbook did not have is not run', async () => {
  write('new.ts', `import { appendFileSync } from 'node:fs';\nappendFileSync('${ran}', 'new');\n`);
  write('content.ts', `import './new.ts';\n${readFileSync(join(folder(), 'content.ts'), 'utf8')}`);
  await refusedUnrun('the plan was made with');
});

test('nor is one that the plan does not name, though all others are as they were', async () => {
  const whole = JSON.parse(readFileSync(plan, 'utf8')) as { readonly code: readonly { readonly file: string }[] };
  const code = whole.code.filter(({ file }) => !file.endsWith('/end.ts'));
  writeFileSync(plan, JSON.stringify({ ...whole, code }));
  await refusedUnrun(`the plan was made with a playbook without ${join(folder(), 'more/end.ts')}`);
});

test.each(['story.ts', 'more/end.ts'])('a playbook is not run where anybody may write to its %s', async (name) => {
  chmodSync(join(folder(), name), 0o646);
  const { code, stderr } = await save();
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('others may write to it (mode 0646)') });
  expect(existsSync(ran)).toBe(false);
});

test('nor where anybody may put another in its place', async () => {
  chmodSync(join(folder(), 'more'), 0o777);
  const { code, stderr } = await save();
  chmodSync(join(folder(), 'more'), 0o755);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('anybody may replace it') });
  expect(existsSync(ran)).toBe(false);
});
