import { describe, expect, test } from 'vitest';
import { ldirectordCf } from '../../../../roles/ldirectord/config.ts';
import { answersComplaint } from '../../../../roles/ldirectord/real-answers.ts';
import role, { ldirectord } from '../../../../roles/ldirectord/role.ts';
import type { LdirectordVars } from '../../../../roles/ldirectord/vars.ts';
import { renderRegister } from '../../../../src/cluster/drain/register.ts';
import { registerFile } from '../../../../src/cluster/drain/register-file.ts';
import { persistence } from '../../../../src/cluster/services/persistence.ts';
import { wantedTable } from '../../../../src/cluster/services/table.ts';
import { context, EXAMPLE } from '../cluster.ts';

const register = (state: 'drained' | 'returning', address = '192.168.6.3') =>
  renderRegister({ version: 3, drained: [{ address, state, since: '2026-11-23T08:00:00Z', by: 'op@here', why: '' }] });
const of = (n2: string, vars: object = {}) => context<LdirectordVars>(role, { vars, recalled: { n1: '', n2 } });
const [http, ftp] = EXAMPLE.virtual_services;

describe('a drained real server', () => {
  test('has weight 0 in all its services, which keep it when ldirectord reads its file again', () => {
    const content = ldirectordCf(of(register('drained')));
    expect(content.match(/real=.*/g)).toEqual([
      'real=192.168.6.2:80 gate 1',
      'real=192.168.6.3:80 gate 0',
      'real=192.168.6.2:21 gate 1',
      'real=192.168.6.3:21 gate 0',
    ]);
    expect(content.match(/^\tquiescent=yes$/gm)).toHaveLength(2);
    expect(wantedTable(of(register('drained'))).map(({ reals }) => reals.map(({ weight }) => weight))).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });

  test('on its way back has its weight, and is kept still; after that the file is as if nothing had been', () => {
    const content = ldirectordCf(of(register('returning'), { ldirectord: { quiescent: false } }));
    expect(content).not.toContain(' gate 0');
    expect(content.match(/^\tquiescent=yes$/gm)).toHaveLength(2);
    expect(ldirectordCf(of(renderRegister({ version: 4, drained: [] })))).toBe(ldirectordCf(of('')));
  });

  test('is told of in every plan, by name', () => {
    expect(ldirectord.warn?.(of(register('drained')))).toEqual([
      'n2 is drained since 2026-11-23T08:00:00Z, by op@here; umctl undrain gives it clients again',
    ]);
    expect(ldirectord.warn?.(of(''))).toEqual([]);
  });

  test('need not answer its check', () => {
    const answer = { code: 0, stdout: 'tcp:192.168.6.240:80 192.168.6.3:80 down refused\n', stderr: '' };
    expect(answersComplaint(answer)).toContain('192.168.6.3:80');
    expect(answersComplaint(answer, { drained: new Set(['192.168.6.3']) })).toBeUndefined();
  });

  test('is remembered on every director, as long as the inventory has it; before a first drain, nothing is', () => {
    const known = ['192.168.6.2', '192.168.6.3'];
    const kept = (text: string) => registerFile(of(text).recalled, known);
    expect(kept('')).toEqual([]);
    const content = (text: string) => kept(text).at(-1)?.want['content'];
    expect(content(register('drained'))).toBe(register('drained'));
    expect(content(register('drained', '192.168.6.77'))).toBe(renderRegister({ version: 3, drained: [] }));
  });
});

test('persistent clients leave a drained real server, but where ftp sessions need it for each transfer', () => {
  const setting = (...services: readonly object[]) =>
    persistence(of('', { virtual_services: services })).at(-1)?.want['net.ipv4.vs.expire_quiescent_template'];
  expect(setting({ ...http, persistent: 60 })).toBe('1');
  expect(setting({ ...http, persistent: 60 }, { ...ftp })).toBe('0');
  expect(setting({ ...http })).toBeUndefined();
});
