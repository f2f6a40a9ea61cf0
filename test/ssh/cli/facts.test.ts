import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXIT } from '../../../src/core/errors.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const factsIn = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly type: string; readonly packages?: object })
    .find(({ type }) => type === 'facts');

test('facts shows the packages that the roles of the playbook may install, on hosts in no group, too', async () => {
  const { code, stdout } = await site.umctl('facts', site.inventory, '--json');
  expect(code, stdout).toBe(0);
  const names = ['heartbeat', 'ldirectord', 'ipvsadm', 'iputils-arping', 'rsyslog', 'nginx', 'openssl', 'vsftpd'];
  expect(Object.keys(factsIn(stdout)?.packages ?? {})).toEqual(expect.arrayContaining(names));
  expect((await site.umctl('facts', site.inventory)).stdout).toMatch(/^ +ldirectord: \S/m);
});

test('facts of an inventory with a group that is one letter off is refused with its place', async () => {
  const slip = site.write(
    'slip.yaml',
    'all: { children: { directors: { hosts: { n1: {} } }, remved: { hosts: { n1: {} } } } }\n',
  );
  const { code, stderr, stdout } = await site.umctl('facts', slip);
  expect([code, stdout + stderr]).toEqual([EXIT.invalid, expect.stringContaining('group "remved"')]);
});
