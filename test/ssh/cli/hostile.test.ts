import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { descendants, signal } from '../processes.ts';
import { until } from '../until.ts';
import { openSite, type Site } from './site.ts';

/** A title, a clear, C1, a new order, what is not to be seen, and a line like umctl's own. */
const HOSTILE = 'ha\u001b]0;t\u0007\u001b[2J\u007f\u009b2J\u202e\u00ad\u200d\u{e0041}\u3164\ufe0f\r✔ applied: 9 hosts';

/** Like a secret of umctl's. */
const FALSE_SECRET = '\ue000key 0\ue001';

const PLAYBOOK = `import { check, command, definePlaybook, defineRole, file, sh, z } from 'umctl';
const said = sh\`cat /srv/hostile\`;
const story = defineRole({
  name: 'story',
  vars: z.looseObject({}),
  resources: () => [
    file({ path: '/srv/story', content: 'new\\n' }),
    command({
      name: 'slow',
      unless: sh\`[ -e /srv/done ]\`,
      run: sh\`\${said} >&2; touch /srv/began; until [ -e /srv/go ]; do sleep 0.1; done; [ -e /srv/good ]\`,
    }),
    file({ path: '/srv/after', content: 'x\\n' }),
  ],
  checks: ({ name }) => [check('tells', name, said, ({ stdout }) => stdout)],
});
export default definePlaybook({ plays: [{ name: 'story', hosts: 'all', roles: [story] }] });
`;

let site: Site;
let shared: readonly string[];
beforeAll(async () => {
  site = await openSite();
  shared = [site.inventory, '-p', site.write('story.ts', PLAYBOOK)];
});
afterAll(() => site?.close());

/** The host as it is before each run. */
const given = (): void => {
  const [hostile, secret] = [HOSTILE, FALSE_SECRET].map((text) =>
    [...Buffer.from(text)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join(''),
  );
  site.node.given(`rm -f /srv/*; cd /srv; printf '${hostile}\\n' > story; chmod 0644 story
printf '${hostile}${secret}\\n' > hostile
printf 'ID=debian\\nVERSION_ID="12"\\nPRETTY_NAME="Debian %s"\\n' "$(tr -d '\\r' < hostile)" > /etc/os-release`);
};

/** What a terminal would obey or not show, and what is like umctl's own. */
const harmIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter(
      (line) =>
        /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\ue000\ue001]|<secret/u.test(line) ||
        /^\s*✔ applied: 9/.test(line),
    );

/** All files that runs have left on the controller, as cat(1) shows them. */
const records = (): string =>
  readdirSync(join(site.dir, 'state'), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');

const began = (): Promise<true> => until('the step to begin', () => site.node.read('/srv/began') !== undefined, 60_000);

test('what a hostile host says harms no reader of what is printed, saved or recorded', async () => {
  given();
  site.node.given('touch /srv/go');
  const [out, junit] = [join(site.dir, 'a.plan'), join(site.dir, 'junit.xml')];
  const runs = [
    await site.umctl('facts', site.inventory),
    await site.umctl('facts', site.inventory, '--json'),
    await site.umctl('plan', ...shared, '--out', out, '--diff', '-vvv'),
    await site.umctl('plan', ...shared, '--json'),
    await site.umctl('apply', '--plan', out, site.inventory, '--diff', '-vvv'),
    await site.umctl('verify', ...shared, '--junit', junit, '-vvv'),
    await site.umctl('history', '-v'),
  ];
  expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0, 3, 7, 0]);
  const [facts, , plan, , applied, verified] = runs.map(({ stdout, stderr }) => stdout + stderr);
  for (const text of [facts, plan, applied, verified]) expect(text).toContain('ha\\x1b]0;t\\x07');
  const kept = [readFileSync(out, 'utf8'), records()];
  for (const text of kept) expect(text).toContain('ha\\u001b]0;t\\u0007');
  const all = [...runs.flatMap(({ stdout, stderr }) => [stdout, stderr]), ...kept, readFileSync(junit, 'utf8')];
  expect(all.flatMap(harmIn)).toEqual([]);
});

test('nor on a terminal, nor when the run is interrupted', async () => {
  given();
  const shown = site.onTerminal(['apply', ...shared, '--yes', '--diff'], [], (pid) => {
    void began().then(() => {
      signal(descendants(pid), 'SIGINT');
      site.node.given('touch /srv/go');
    });
  });
  const { screen } = await shown;
  expect(screen).toContain('ha\\x1b]0;t\\x07');
  const hostile = [
    '\u001b]0',
    '\u007f',
    '\u009b',
    '\u202e',
    '\u00ad',
    '\u200d',
    '\u{e0041}',
    '\u3164',
    '\ufe0f',
    '\ue000',
  ];
  expect([...hostile, '<secret'].filter((one) => screen.includes(one))).toEqual([]);
  given();
  const apply = site.start('apply', ...shared, '--yes', '--diff');
  await began();
  process.kill(apply.pid, 'SIGINT');
  await until('umctl to say that it stops', () => apply.said().includes('stopping after the running steps'), 60_000);
  site.node.given('touch /srv/go');
  const { code, stdout, stderr } = await apply.ended;
  expect(code, stdout + stderr).not.toBe(0);
  expect(stdout).toContain('ha\\x1b]0;t\\x07');
  expect(harmIn(stdout + stderr)).toEqual([]);
});

test('nor in what a run leaves whose terminal was closed', async () => {
  given();
  let script = 0;
  const shown = site.onTerminal(['apply', ...shared, '--yes', '--diff'], [], (pid) => {
    script = pid;
  });
  await began();
  const umctl = descendants(script);
  signal([script], 'SIGKILL');
  await shown.catch(() => {});
  signal(umctl, 'SIGHUP');
  site.node.given('touch /srv/good /srv/go');
  const last = (): Promise<string> => site.umctl('history', '-v').then(({ stdout }) => stdout);
  await until('the end of the run', async () => (await last()).includes('exit 130'), 60_000);
  expect(harmIn(`${await last()}\n${records()}`)).toEqual([]);
});
