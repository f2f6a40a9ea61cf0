import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../until.ts';
import { createUser, type TestUser } from '../user.ts';
import { startWatcher, type Watcher } from '../watcher.ts';
import { openSite, type Site } from './site.ts';

const SECRET = "story's own se-cret";

let user: TestUser;
let site: Site;
let watcher: Watcher;
beforeAll(async () => {
  // Before the site, whose host gets a copy of the accounts.
  user = createUser();
  user.sudo('USER ALL=(ALL) ALL');
  site = await openSite();
  watcher = startWatcher('own-environment');
});
afterAll(async () => {
  await watcher?.stop();
  await site?.close();
  user?.remove();
});

/** A secret in a file, a question and a step that last until they were seen. */
const playbook = (): string => `import { command, definePlaybook, defineRole, file, sh, z } from 'umctl';
const story = defineRole({
  name: 'story',
  vars: z.looseObject({}),
  secrets: () => ({ story: { from_file: '${site.write('secret', SECRET)}' } }),
  resources: ({ secrets }) => [
    file({ path: '/srv/secret', content: \`it is \${secrets.story}\\n\`, mode: '0600' }),
    command({
      name: 'slow',
      unless: sh\`until [ -e /srv/asked ]; do sleep 0.1; done; [ -e /srv/done ]\`,
      run: sh\`until [ -e /srv/go ]; do sleep 0.1; done; touch /srv/done\`,
    }),
  ],
});
export default definePlaybook({ plays: [{ name: 'story', hosts: 'all', roles: [story] }] });
`;

/** Keeps what is sent to the host, each shell's in a file that only the user may read; returns the scripts. */
function keepWhatIsSent(): () => readonly string[] {
  const keys = readFileSync(site.node.sshd.authorizedKeys, 'utf8');
  const tee = `umask 077; tee ${user.home}/sent.$$ | sh -c \\"$SSH_ORIGINAL_COMMAND\\"`;
  writeFileSync(
    site.node.sshd.authorizedKeys,
    keys.replace(/^ssh-/gm, () => `command="${tee}" ssh-`),
  );
  return () =>
    site.node
      .given(`for file in ${user.home}/sent.*; do base64 -w0 "$file"; echo; done`)
      .trim()
      .split('\n')
      .flatMap((text) => unpacked(Buffer.from(text, 'base64')));
}

/** The scripts that a shell was sent, as they were before they were packed; the first with what was said before it. */
function unpacked(sent: Buffer): readonly string[] {
  const scripts: string[] = [];
  for (let from = 0; ; ) {
    const found = /\n(\d+)( gzip)?\n/.exec(sent.toString('latin1', from));
    if (found === null) return scripts;
    const at = from + found.index + found[0].length;
    const script = sent.subarray(at, at + Number(found[1]));
    scripts.push(`${sent.subarray(from, at)}${found[2] === undefined ? script : gunzipSync(script)}`);
    from = at + Number(found[1]);
  }
}

const seen = (text: string): Promise<true> => until(`${text} to be seen`, () => watcher.seen().includes(text), 60_000);

const early = ({ ended }: ReturnType<Site['start']>): Promise<never> =>
  ended.then(({ stdout, stderr }) => Promise.reject(new Error(`umctl ended before: ${stdout}${stderr}`)));

test('another user of the host never reads the mark of an answer, a secret or a password, whatever he reads in /proc', async () => {
  const login = `ansible_user: ${user.name}\n    ansible_become: true\n    ansible_become_password: ${user.password}`;
  const inventory = site.write(
    'deploy.yaml',
    readFileSync(site.inventory, 'utf8').replace('ansible_user: root', login),
  );
  const sent = keepWhatIsSent();
  const story = ['-p', site.write('story.ts', playbook())];
  expect(await site.umctl('facts', inventory)).toMatchObject({ code: 0, stderr: '' });
  const plan = site.start('plan', inventory, ...story);
  await Promise.race([seen('/srv/asked'), early(plan)]);
  site.node.given('touch /srv/asked');
  expect(await plan.ended).toMatchObject({ code: 0, stderr: '' });
  const apply = site.start('apply', inventory, ...story, '--yes');
  await Promise.race([seen('/srv/go'), early(apply)]);
  site.node.given('touch /srv/go');
  expect(await apply.ended).toMatchObject({ code: 0, stderr: '' });
  const exchanges = sent();
  const marks = exchanges.map((text) => text.match(/umctl-[0-9a-f]{32}/g) ?? []);
  expect(exchanges.length).toBeGreaterThan(5);
  expect(marks.filter(({ length }) => length === 0)).toEqual([]);
  expect(exchanges.join('')).toContain(user.password);
  expect(site.node.read('/srv/secret')).toBe(`it is ${SECRET}\n`);
  const all = watcher.seen();
  expect(all, 'he looks at environments').toContain('OWN=own-environment');
  expect(all, 'and may not read those of others').toMatch(/can't read \/proc\/\d+\/environ/);
  const secrets = [...new Set(marks.flat()), user.password, 'se-cret', Buffer.from(SECRET).toString('base64')];
  expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
});
