import { expect, test } from 'vitest';
import heartbeat from '../../../../roles/heartbeat/role.ts';
import ldirectord from '../../../../roles/ldirectord/role.ts';
import type { Host } from '../../../../src/core/host.ts';
import { createSecrets } from '../../../../src/core/secrets.ts';
import { connectionOf } from '../../../../src/inventory/connection.ts';
import { type GivenSource, readSecretSource } from '../../../../src/inventory/secret-source.ts';
import { validateVars } from '../../../../src/inventory/validate/validate.ts';
import { EXAMPLE, HOSTS } from '../../roles/cluster.ts';
import { complaintsOf } from '../complaints.ts';

const secrets = createSecrets();
let line = 0;
const held = (value: string): string => {
  line += 1;
  return secrets.defer(`the vaulted value in vars.yaml:${line}:8`, value);
};
const [first] = HOSTS as readonly [Host];

const validate = (vars: object, role = heartbeat) =>
  validateVars([{ host: { ...first, vars: { ...EXAMPLE, ...vars } }, roles: [role] }]);
const withKey = (key: unknown) => ({ heartbeat: { ...EXAMPLE.heartbeat, key } });
const keyOf = (key: string): GivenSource => {
  const vars = validate(withKey(held(key)))
    .get(first.name)
    ?.get(heartbeat.name);
  return heartbeat.secrets?.(vars)['key'] as GivenSource;
};
const read = (source: GivenSource) => readSecretSource(source, { reveal: secrets.reveal });

test('a vaulted value is a key as any other', async () => {
  expect(await read(keyOf('a-vaulted-key'))).toBe('a-vaulted-key');
});

test.each([
  ['short', /^the secret from the vaulted value in vars\.yaml:\d+:8 is shorter than 8 characters$/],
  ['with a space', 'has a space in it, which its file cannot hold'],
  ['several\nlines', 'has more than one line'],
])('but is refused where it would be: %j', async (value, message) => {
  await expect(read(keyOf(value))).rejects.toThrow(message);
});

test('one that would show is refused', async () => {
  const shown = {
    gateway: held('192.168.6.1'),
    virtual_services: [{ name: 'http', port: 80, check: { login: held('me'), request: held('x') } }],
  };
  const lines = await complaintsOf(() => validate(shown, ldirectord), '/');
  expect(lines.split('\n').map((line) => line.replace(/^\S+ /, '').split(',')[0])).toEqual([
    'virtual_services[0].check.login: found a vaulted value',
    'virtual_services[0].check.request: found a vaulted value',
    '',
  ]);
  expect(await complaintsOf(() => validate(shown), '/')).toContain('gateway: found a vaulted value');
});

test('one that would show in messages about the connection is refused, too', () => {
  const at = { file: 'vars.yaml', line: 3, column: 8 };
  const vars = new Map([['ansible_user', { key: at, content: { at, value: held('root') } }]]);
  const { problems } = connectionOf('n1', vars, { home: '/root' });
  expect(problems).toEqual([{ at, message: expect.stringMatching(/^ansible_user: found a vaulted value, but/) }]);
});

test('a key in the clear is refused and not shown', async () => {
  for (const key of ['clear-text-key', 1234567890]) {
    const lines = await complaintsOf(() => validate(withKey(key)), '/');
    expect(lines).toMatch(/heartbeat\.key: found (text|a number), expected .*or a vaulted value \(!vault\)\n$/);
    expect(lines).not.toContain(String(key));
  }
});
