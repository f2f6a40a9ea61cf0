import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSecrets } from '../../../src/core/secrets.ts';
import { loadInventory } from '../../../src/inventory/load.ts';
import { validateVars } from '../../../src/inventory/validate/validate.ts';
import { roles } from './cluster-role.ts';
import { complaintsOf } from './complaints.ts';

const fixtures = path.join(import.meta.dirname, 'fixtures');
const invalid = path.join(fixtures, 'invalid');

const validate = async (file: string) => {
  const { hosts } = await loadInventory(file, { secrets: createSecrets(), env: {} });
  const settled = hosts.map((host) => host.settle?.(new Set(Object.keys(host.vars))) ?? host);
  return validateVars(settled.map((host) => ({ host, roles: host.name.startsWith('other') ? [] : roles })));
};

describe('what is wrong is said in plain words with its place', () => {
  test.each(globSync('*.yaml', { cwd: invalid }).map((file) => path.basename(file, '.yaml')))('%s', async (name) => {
    const expected = readFileSync(path.join(invalid, `${name}.txt`), 'utf8');
    expect(await complaintsOf(() => validate(path.join(invalid, `${name}.yaml`)), invalid)).toBe(expected);
  });
});

test('variables come as each role reads them, with its defaults and without others', async () => {
  const vars = await validate(path.join(fixtures, 'valid.yaml'));
  expect([...vars.keys()]).toEqual(['n1', 'n2', 'other1']);
  expect(vars.get('n1')?.get('site')).toEqual({ demo_site: false, gateway: '192.168.6.1' });
  expect(vars.get('n2')?.get('site')).toEqual({ demo_site: true, gateway: '192.168.6.1' });
  expect(vars.get('n1')?.get('cluster')).toMatchObject({
    interface: 'eth0',
    virtual_services: [{ name: 'http', scheduler: 'rr' }],
    heartbeat: {
      deadtime: 1.5,
      auto_failback: false,
      key: { generate: true },
      links: [{ ucast: 'eth0' }, { baud: 19200 }],
    },
  });
  expect(vars.get('other1')?.size).toBe(0);
});

test('variables that Ansible itself reads are no slips, whether umctl reads them or not', async () => {
  const names = [
    ...['host', 'port', 'user', 'password', 'private_key_file', 'ssh_host', 'ssh_port', 'ssh_user', 'ssh_pass'],
    ...['ssh_private_key_file', 'ssh_common_args', 'ssh_extra_args', 'ssh_args', 'sftp_extra_args', 'scp_extra_args'],
    ...['ssh_pipelining', 'ssh_executable', 'ssh_retries', 'ssh_timeout', 'ssh_transfer_method', 'ssh_use_tty'],
    ...['ssh_host_key_checking', 'ssh_private_key', 'private_key', 'sshpass_prompt', 'timeout', 'pipelining'],
    ...['connection', 'connect_timeout', 'become', 'become_method', 'become_user', 'become_password', 'become_pass'],
    ...['become_exe', 'become_flags', 'sudo', 'sudo_user', 'sudo_pass', 'sudo_exe', 'sudo_flags', 'su', 'su_user'],
    ...['su_pass', 'su_exe', 'doas_user', 'doas_pass', 'ksu_user', 'ksu_pass', 'pbrun_user', 'dzdo_user', 'dzdo_pass'],
    ...['python_interpreter', 'shell_type', 'shell_executable', 'remote_tmp', 'user_id', 'hostname', 'facts', 'forks'],
    ...['group_priority', 'network_os', 'control_path', 'version', 'winrm_transport', 'httpapi_port'],
  ];
  const { hosts } = await loadInventory(path.join(fixtures, 'valid.yaml'), { secrets: createSecrets(), env: {} });
  const [host] = hosts;
  if (host === undefined) throw new Error('the fixture has no hosts');
  const vars = { ...host.vars, ...Object.fromEntries(names.map((name) => [`ansible_${name}`, 'x'])) };
  expect(() => validateVars([{ host: { ...host, vars }, roles }])).not.toThrow();
});
