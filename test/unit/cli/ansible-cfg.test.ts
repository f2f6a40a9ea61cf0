import { mkdirSync, writeFileSync } from 'node:fs';
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
