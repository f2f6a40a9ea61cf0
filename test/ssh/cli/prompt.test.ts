import { afterAll, beforeAll, expect, test } from 'vitest';
import { CTRL_C } from '../../unit/output/pty.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const PLAYBOOK = `import { definePlaybook, defineRole, z } from 'umctl';
const secret = defineRole({
  name: 'secret',
  vars: z.looseObject({}),
  secrets: () => ({ story: { from_command: 'echo thinking > /dev/tty; exec sleep 1000' } }),
  resources: () => [],
});
export default definePlaybook({ plays: [{ name: 'secret', hosts: 'all', roles: [secret] }] });
`;

test.each([
  ['Password of sudo', ['-K']],
  ['Password to log in with', ['-k']],
  ['Vault password', ['-J']],
  ['thinking', []],
])('Ctrl-C at %j is an interrupted run, not wrong input', async (at, given) => {
  const args = ['plan', site.inventory, '-p', site.write('secret.ts', PLAYBOOK), ...given];
  const { screen, code } = await site.onTerminal(args, [{ at, type: CTRL_C }]);
  expect(screen).toMatch(/\nInterrupted\. Nothing was changed\./);
  expect(screen).not.toContain('1 problem');
  expect(code).toBe(130);
});
