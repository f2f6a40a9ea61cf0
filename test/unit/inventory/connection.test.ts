import { describe, expect, test } from 'vitest';
import { connectionOf } from '../../../src/inventory/connection.ts';
import { parseYaml } from '../../../src/inventory/yaml/parse.ts';

/** The settings of a host called n1 with these variables, in YAML. */
const connect = (vars: string) => {
  const entries = parseYaml('vars.yaml', `{ ${vars} }`).root?.entries ?? new Map();
  return connectionOf('n1', entries, { home: '/home/me' });
};

const bare = { host: 'n1', sshOptions: {} };

describe('variables become settings', () => {
  test.each([
    ['', bare],
    [
      'ansible_host: 10.0.0.1, ansible_port: 2222, ansible_user: admin',
      { ...bare, host: '10.0.0.1', port: 2222, user: 'admin' },
    ],
    ['ansible_ssh_host: a, ansible_ssh_port: "22", ansible_ssh_user: b', { ...bare, host: 'a', port: 22, user: 'b' }],
    ['ansible_user: a, ansible_ssh_user: b', { ...bare, user: 'b' }],
    ['ansible_private_key_file: ~/.ssh/key', { ...bare, privateKeyFile: '/home/me/.ssh/key' }],
    ['ansible_ssh_private_key_file: /keys/a~b', { ...bare, privateKeyFile: '/keys/a~b' }],
    ['ansible_become: yes', { ...bare, become: { user: 'root' } }],
    ['ansible_become: "true", ansible_become_user: op', { ...bare, become: { user: 'op' } }],
    ['ansible_become: true, ansible_become_pass: TOKEN', { ...bare, become: { user: 'root', password: 'TOKEN' } }],
    ['ansible_become: no, ansible_become_user: op', bare],
    ['ansible_become_pass: TOKEN', bare],
    ['ansible_password: TOKEN', { ...bare, password: 'TOKEN' }],
    ['ansible_connection: ssh, ansible_become_method: sudo', bare],
    ['ansible_python_interpreter: "{{ python }}", ansible_shell_type: 5', bare],
  ])('%s', (vars, settings) => {
    expect(connect(vars)).toEqual({ settings, problems: [] });
  });
});

describe('arguments of ssh become its options', () => {
  test.each([
    ['-o ProxyJump=gate', { ProxyJump: 'gate' }],
    [
      '-oStrictHostKeyChecking=yes -o "ProxyCommand ssh -W %h:%p gate"',
      { StrictHostKeyChecking: 'yes', ProxyCommand: 'ssh -W %h:%p gate' },
    ],
    ["-o 'ProxyCommand = a b' -o ProxyJump=x", { ProxyCommand: 'a b', ProxyJump: 'x' }],
    ['-i ~/key -p 2200 -lroot -F /dev/null', { IdentityFile: '~/key', Port: '2200', User: 'root', '-F': '/dev/null' }],
    ['-4C -A -vv', { AddressFamily: 'inet', Compression: 'yes', ForwardAgent: 'yes' }],
    ['-o Port=1 -o port=2 -p 3', { Port: '1' }],
    ['  ', {}],
  ])('%s', (args, options) => {
    const { settings, problems } = connect(`ansible_ssh_common_args: ${JSON.stringify(args)}`);
    expect([settings.sshOptions, problems]).toEqual([options, []]);
  });

  test('the first of several variables counts', () => {
    const vars = 'ansible_ssh_extra_args: -J c -p 5, ansible_ssh_common_args: -J b, ansible_ssh_args: -C';
    expect(connect(vars).settings.sshOptions).toEqual({ Compression: 'yes', ProxyJump: 'b', Port: '5' });
  });
});
