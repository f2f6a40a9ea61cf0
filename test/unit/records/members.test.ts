import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isRemoved } from '../../../src/cluster/membership/removed.ts';
import { leavingHost, memberOf, membersFile, readMembers, writeMembers } from '../../../src/records/members.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'umctl-members-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const file = membersFile('inventory.yaml', path.join(scratch, 'umctl', 'runs'));
const connection = {
  host: '192.0.2.3',
  port: 2222,
  password: 'a token',
  become: { user: 'root', password: 'another token' },
  sshOptions: { ProxyJump: 'gate' },
};
const member = memberOf({ name: 'n3', connection }, 'shop');

test('how members are reached is remembered for an inventory, readable by its user only, and without passwords', () => {
  expect(readMembers(file)).toEqual([]);
  writeMembers(file, 'inventory.yaml', [member]);
  expect(readFileSync(file, 'utf8')).not.toContain('token');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(path.dirname(file)).toBe(path.join(scratch, 'umctl', 'clusters'));
  expect(membersFile('other.yaml')).not.toBe(membersFile('inventory.yaml'));
  const [read] = readMembers(file);
  expect(read).toEqual(member);
  const host = leavingHost(read ?? member, file);
  expect([host.name, isRemoved(host), host.connection]).toEqual([
    'n3',
    true,
    { host: '192.0.2.3', port: 2222, become: { user: 'root' }, sshOptions: { ProxyJump: 'gate' } },
  ]);
  expect(host.vars).toEqual({ cluster: 'shop' });
});

test('a record that cannot be read is none', () => {
  writeFileSync(file, '{"inventory": 1');
  expect(readMembers(file)).toEqual([]);
});
