import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createUser, type TestUser } from '../user.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let user: TestUser;
beforeAll(async () => {
  user = createUser();
  site = await openSite(['n1', 'n2']);
});
afterAll(async () => {
  await site?.close();
  user?.remove();
});

/** The site's inventory with a login that is not root, as n1 alone in its groups. */
const inventoryFor = (more: string): string => {
  const written = readFileSync(site.inventory, 'utf8');
  return site.write(
    'deploy.yaml',
    `${written.replace('ansible_user: root', `ansible_user: ${user.name}${more}`)}  children:\n    directors: { hosts: { n1: {} } }\n`,
  );
};

const PLAYBOOK = `import { definePlaybook, defineRole, file, z } from 'umctl';
const one = defineRole({
  name: 'one',
  vars: z.looseObject({}),
  resources: () => [file({ path: '/srv/rights', content: 'x' })],
});
export default definePlaybook({ plays: [{ name: 'one', hosts: 'all', roles: [one] }] });
`;

test.each(['plan', 'apply', 'verify', 'switchover', 'unlock'])(
  '%s stops at a login that is not root, and says what to set',
  async (command) => {
    const playbook = ['-p', site.write('one.ts', PLAYBOOK)];
    const yes = ['plan', 'verify'].includes(command) ? [] : ['--yes'];
    const { code, stdout: out, stderr } = await site.umctl(command, inventoryFor(''), ...playbook, ...yes);
    const stdout = out + stderr;
    expect(code, stdout).toBe(4);
    expect(stdout).toMatch(new RegExp(`n1: .*${user.name} is uid \\d+ there, and umctl has to be root`));
    expect(stdout).toContain('set ansible_become: true for n1');
    expect(stdout).not.toContain('/run full');
  },
);

test('become another user than root is no better; facts are for anybody', async () => {
  user.sudo('USER ALL=(ALL) NOPASSWD: ALL');
  site.node.given(`printf '${user.name} ALL=(ALL) NOPASSWD: ALL\\n' > /etc/sudoers.d/${user.name}`);
  const playbook = ['-p', site.write('one.ts', PLAYBOOK)];
  const inventory = inventoryFor('\n    ansible_become: true\n    ansible_become_user: daemon');
  const { code, stdout } = await site.umctl('plan', inventory, ...playbook);
  expect(code, stdout).toBe(4);
  expect(stdout).toContain('leave out ansible_become_user of n1, or set it to root');
  expect((await site.umctl('facts', inventoryFor(''), ...playbook)).code).toBe(0);
});

test.each([
  ['status', []],
  ['status', ['--watch']],
  ['drill', ['--fault', 'switchover', '--yes']],
])('%s %j says so too, of each host, in place of an outage', async (command, flags) => {
  const cluster = `
    virtual_address: 192.168.6.240/24
    gateway: 192.168.6.2
    interface: eth0
    heartbeat: { key: { generate: true }, links: [{ serial: /dev/ttyS1 }, { ucast: eth0 }] }
    drill: { proxy: "http://127.0.0.1:1" }
    virtual_services: [{ name: web, port: 80, check: { type: negotiate, service: http, request: x, receive: x } }]`;
  const inventory = inventoryFor(cluster);
  const directors = '{ hosts: { n1: { address: 192.168.6.11 }, n2: { address: 192.168.6.12 } } }';
  site.write('deploy.yaml', readFileSync(inventory, 'utf8').replace('{ hosts: { n1: {} } }', directors));
  const { code, stdout, stderr } = await site.umctl(command, inventory, ...flags);
  expect(code, stdout + stderr).toBe(4);
  for (const host of ['n1', 'n2'])
    expect(stderr).toMatch(
      new RegExp(
        `${host}: ${user.name} is uid \\d+ there, and umctl has to be root\\n.*set ansible_become: true for ${host}`,
      ),
    );
  expect(stdout).not.toContain('nobody');
});
