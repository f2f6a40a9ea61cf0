import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { checks } from '../../../../roles/ldirectord/checks.ts';
import role from '../../../../roles/ldirectord/role.ts';
import type { LdirectordVars } from '../../../../roles/ldirectord/vars.ts';
import packages from '../../../../roles/packages/role.ts';
import { context, HOSTS } from '../cluster.ts';
import { printed } from '../fixture.ts';

const sql = { login: 'check', database: 'shop', request: 'SELECT 1' };
const services = (...checked: readonly object[]) => ({
  virtual_services: checked.map((check, i) => ({ name: `s${i}`, port: 4000 + i, check })),
});
const found = (...checked: readonly object[]) =>
  checks(context<LdirectordVars>(role, { vars: services(...checked) })).find(({ name }) =>
    name.includes('Perl modules'),
  );

describe('Perl modules of checks', () => {
  it('are asked for where checks need them, by a real perl', () => {
    const check = found({ service: 'mysql', ...sql }, { service: 'oracle', ...sql });
    const ask = check?.asks['n1']?.text ?? '';
    expect(ask).toContain('DBD::mysql');
    const answer = (modules: string) =>
      execFileSync('sh', ['-c', ask.replace(/for module in .*?;/, `for module in ${modules};`)], { encoding: 'utf8' });
    expect(check?.failure({ n1: printed(answer('strict POSIX')) })).toBeUndefined();
    expect(answer('strict No::Such::Module')).toBe('No::Such::Module\n');
    expect(check?.failure({ n1: printed('DBD::mysql\nDBD::Oracle\n') })).toBe(
      'DBD::mysql is not there, which mysql checks need; DBD::Oracle is not there, which oracle checks need',
    );
    expect(check?.failure({ n1: printed('', 127) })).toBe('perl failed (exit code 127)');
  });

  it('are none of checks that need nothing more', () => {
    expect(found({ service: 'http' }, { service: 'smtp' }, { type: 'connect' })).toBeUndefined();
  });

  it('are installed on directors where the distribution has them', () => {
    const software = (more: object) => {
      const vars = services({ service: 'mysql', ...sql }, { service: 'pgsql', ...sql }, { service: 'ldaps' });
      const [resource] = packages.resources(context(packages, { vars, ...more }));
      return Object.keys(resource?.want ?? {}).filter((name) => name.endsWith(' checks'));
    };
    expect(software({})).toEqual(['mysql checks', 'pgsql checks', 'ldap checks']);
    expect(software({ hosts: HOSTS.map((host) => ({ ...host, groups: ['all', 'real_servers'] })) })).toEqual([]);
    expect(software({ vars: {} })).toEqual([]);
  });
});
