import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installed, install } from './installed.ts';

const CONFIG = `[defaults]
inventory = site/hosts.yaml
host_key_checking = False
gathering = explicit
stdout_callback = yaml
[ssh_connection]
pipelining = True
`;

let project: Installed;
const write = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(project.folder, file)), { recursive: true });
  writeFileSync(path.join(project.folder, file), text);
};
beforeAll(async () => {
  project = await install();
  write('site/hosts.yaml', 'directors: { hosts: { n1: { a: 1 } } }\n');
  write('site/group_vars/directors', 'from_site: yes\n');
  write('group_vars/all.yml', 'from_here: yes\n');
  write('plays/host_vars/n1', 'from_plays: yes\n');
});
afterAll(() => project.remove());

test('its inventory is the one where none is named; what umctl does not go by is named once', async () => {
  write('ansible.cfg', CONFIG);
  const { code, stdout, stderr } = await project.umctl('inventory', '--host', 'n1', '-e', 'x=1');
  expect(JSON.parse(stdout)).toEqual({ a: 1, from_here: true, from_site: true, x: '1' });
  expect(stderr).toBe(
    'ansible.cfg:4:1: umctl does not go by gathering, stdout_callback ([defaults]); pipelining ([ssh_connection])\n',
  );
  expect(code).toBe(0);
});

test('the directory of a playbook stands in for the working directory', async () => {
  const { stdout } = await project.umctl('inventory', '--host', 'n1', '--playbook-dir', 'plays');
  expect(JSON.parse(stdout)).toEqual({ a: 1, from_plays: true, from_site: true });
});

test('host_key_checking = False is refused with its place and what to write', async () => {
  write('ansible.cfg', CONFIG);
  const { code, stderr } = await project.umctl('plan');
  expect(code).toBe(1);
  expect(stderr).toMatch(/^ansible\.cfg:3:21: .*delete this.* --accept-new-host-keys/m);
});

test.each([
  ['inventory', 'inventory = nowhere.yaml', '2:13: inventory: FOLDER/nowhere.yaml: no such file'],
  ['a vault password', 'vault_password_file = nowhere', '2:23: the vault password file FOLDER/nowhere: no such file'],
  ['a vault id', 'vault_identity_list = a@x, b@', '2:23: vault_identity_list: found "b@", expected LABEL@FILE'],
  ['a number', 'timeout = 5.5', '2:11: timeout: found "5.5", expected a whole number'],
])('what is wrong with %s in it is told with its place', async (_, line, message) => {
  write('ansible.cfg', `[defaults]\n${line}\n${line.startsWith('inventory') ? '' : 'inventory = site\n'}`);
  for (const command of [['plan'], ['inventory', '--list']]) {
    const { code, stderr } = await project.umctl(...command);
    expect(stderr).toContain(`ansible.cfg:${message.replace('FOLDER', realpathSync(project.folder))}`);
    expect(code).toBe(1);
  }
});

test('a slip in it is told where no inventory is known', async () => {
  write('ansible.cfg', '[default]\nremote_user = x\n[defaults]\ninventroy = site\n');
  const { code, stderr } = await project.umctl('inventory', '--list');
  expect(stderr).toContain('remote_user ([default]; did you mean [defaults]?); inventroy (did you mean inventory?)');
  expect(stderr).toContain('which inventory?');
  expect(code).toBe(1);
});

test('a file that Python does not read is refused, with its place', async () => {
  write('ansible.cfg', '[defaults\nforks = 2\n');
  for (const command of [['plan'], ['inventory', '--list']]) {
    const { code, stderr } = await project.umctl(...command);
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('ansible.cfg:1:1: found "[defaults"'),
    });
  }
});
