import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from './site.ts';

const PLAYBOOK = `import { definePlaybook, defineRole, file, link, z } from 'umctl';
const story = defineRole({
  name: 'story',
  vars: z.looseObject({}),
  resources: () => [
    file({ path: '/srv/story', content: 'new\\n' }),
    file({ path: '/srv/open', content: 'new\\n' }),
    link({ path: '/srv/link', target: 'new' }),
    link({ path: '/srv/other', target: 'new' }),
  ],
});
export default definePlaybook({ plays: [{ name: 'story', hosts: 'all', roles: [story] }] });
`;

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

/** All that runs have left on the controller. */
const records = (): string =>
  readdirSync(join(site.dir, 'state'), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');

const STATE = 'cd /srv; cat story open; readlink link other';

test.each(['hunter', 'hunter-2+x'])(
  'what is put back shows the password %s nowhere, and all else as it is',
  async (password) => {
    const playbook = ['-p', site.write('story.ts', PLAYBOOK)];
    const line = `    ansible_password: '${password}'\n  hosts:\n`;
    const inventory = site.write('with.yaml', readFileSync(site.inventory, 'utf8').replace('  hosts:\n', line));
    site.node.given(`cd /srv; rm -f link other; echo 'password=${password}' > story; echo 'plain text' > open
chmod 0644 story open; ln -s '/srv/${password}/x' link; ln -s plain/target other`);
    const before = site.node.given(STATE);
    const applied = await site.umctl('apply', inventory, ...playbook, '--yes');
    expect(applied.code, applied.stdout + applied.stderr).toBe(0);
    const [, run = ''] = /umctl history (\S+)/.exec(applied.stdout) ?? [];
    const back = ['restore', inventory, ...playbook, '--run', run];
    const checked = await site.umctl(...back, '--check', '--json');
    const restored = await site.umctl(...back, '--yes', '--diff', '-vvv');
    expect(restored.code, restored.stdout + restored.stderr).toBe(0);
    expect(site.node.given(STATE)).toBe(before);
    for (const { stdout } of [checked, restored])
      for (const shown of ['plain text', 'plain/target', 'as it was before']) expect(stdout).toContain(shown);
    const everything = [applied, checked, restored].map(({ stdout, stderr }) => stdout + stderr);
    for (const text of [...everything, records()]) expect(text).not.toContain(password);
    const again = await site.umctl(...back, '--check', '--json');
    expect(again.stdout).toContain('"planned":0');
  },
);
