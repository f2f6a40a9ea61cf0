import { expect, test } from 'vitest';
import { ldirectordCf } from '../../../../roles/ldirectord/config.ts';
import role from '../../../../roles/ldirectord/role.ts';
import type { LdirectordVars } from '../../../../roles/ldirectord/vars.ts';
import { several, tableOf } from '../../cluster/services/several.ts';
import { context } from '../cluster.ts';
import { debianLdirectord } from './debian-ldirectord.ts';

const debian = debianLdirectord();

test.each([1, 2, 10, 75])('ldirectord itself reads the services of %i addresses', (count) => {
  const of = context<LdirectordVars>(role, {
    vars: { ...several(count), ldirectord: { emailalert: ['root@localhost'] } },
  });
  const { virtual } = debian.parse(ldirectordCf(of));
  expect(virtual.map(({ server, port }) => `${server}:${port}`)).toEqual(tableOf(count));
  expect(virtual[0]).toMatchObject({ servicename: 'site1/http' });
  expect(virtual.every(({ real }) => (real as readonly unknown[]).length === 2)).toBe(true);
});
