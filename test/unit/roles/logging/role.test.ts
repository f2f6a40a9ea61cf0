import { describe, expect, it } from 'vitest';
import { keepalived } from '../../../../roles/keepalived/stack.ts';
import role from '../../../../roles/logging/role.ts';
import { context } from '../cluster.ts';
import { issues } from '../refusals.ts';

const resources = (vars: object) => role.resources(context(role, { vars }));
const content = (vars: object, path: string) =>
  resources(vars).find(({ id }) => id === `file ${path}`)?.want['content'];
const rules = (vars: object) => resources(vars).find(({ id }) => id.startsWith('wanted log rules'))?.want['rules'];

describe('logging', () => {
  it('gives the facility a file', () => {
    expect(rules({})).toContain('\nlocal0.* /var/log/ha.log\n');
    const vars = { logging: { facility: 'local5', file: '/var/log/cluster.log' } };
    expect(rules(vars)).toContain('\nlocal5.* /var/log/cluster.log\n');
    expect(content(vars, '/etc/logrotate.d/umctl')).toContain('\n/var/log/cluster.log {\n');
  });

  it('takes what keepalived logs by its name: its facility is an option of its command line', () => {
    const given = { ...context(role, { vars: {} }), stack: keepalived };
    const rulesOf = role.resources(given).find(({ id }) => id.startsWith('wanted log rules'));
    expect(rulesOf?.want['rules']).toBe(`# Written by umctl: what keepalived logs, in a file of its own.
local0.* /var/log/ha.log
:programname, startswith, "Keepalived" /var/log/ha.log
:programname, startswith, "umctl-keepalived" /var/log/ha.log
`);
    expect(rules({})).not.toContain('programname');
  });

  it('restarts syslog, which reads its configuration only then', () => {
    expect(resources({}).at(-1)).toMatchObject({ want: { name: 'rsyslog', onChange: 'restart', running: 'true' } });
  });

  it('refuses files that are not logs, and facilities that are not its own', () => {
    expect(issues(role, { logging: { file: '/etc/passwd' } })).toEqual([expect.stringMatching(/a file in \/var\/log/)]);
    expect(issues(role, { logging: { facility: 'kern' } })).toEqual([expect.stringMatching(/^logging\.facility: /)]);
  });
});
