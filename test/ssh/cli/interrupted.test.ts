import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../until.ts';
import { openSite, type Site } from './site.ts';

const PLAYBOOK = `import { command, definePlaybook, defineRole, file, sh, z } from 'umctl';
const vars = z.looseObject({});
const slow = defineRole({
  name: 'slow',
  vars,
  resources: () => [
    command({
      name: 'slow',
      unless: sh\`[ -e /srv/done ]\`,
      run: sh\`touch /srv/began; until [ -e /srv/go ]; do sleep 0.1; done; touch /srv/done\`,
    }),
    file({ path: '/srv/after', content: 'x\\n' }),
  ],
});
const later = defineRole({ name: 'later', vars, resources: () => [file({ path: '/srv/later', content: 'x\\n' })] });
export default definePlaybook({
  plays: [
    { name: 'slow', hosts: 'all', roles: [slow] },
    { name: 'later', hosts: 'all', roles: [later] },
  ],
});
`;

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

test('a host that was interrupted is not told to be through, and all that is left of its plan is named', async () => {
  const apply = site.start('apply', site.inventory, '-p', site.write('slow.ts', PLAYBOOK), '--yes');
  await until('the step to begin', () => site.node.read('/srv/began') !== undefined, 60_000);
  process.kill(apply.pid, 'SIGINT');
  await until('umctl to say that it stops', () => apply.said().includes('stopping after the running steps'), 60_000);
  site.node.given('touch /srv/go');
  const { code, stdout } = await apply.ended;
  expect(code).toBe(130);
  expect(stdout).toContain('n1: not done: file /srv/after, file /srv/later\n');
  expect(stdout).not.toContain('n1: applied');
  expect(stdout).toContain('n1  unfinished  1 of 3 steps done');
});
