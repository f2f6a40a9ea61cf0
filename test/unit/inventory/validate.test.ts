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
  return validateVars(hosts.map((host) => ({ host, roles: host.name.startsWith('other') ? [] : roles })));
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
