import { describe, expect, it } from 'vitest';
import { handoverComplaint } from '../../../../../roles/heartbeat/handover/checks.ts';
import { duty, handoverOf, hindrance } from '../../../../../roles/heartbeat/handover/possible.ts';
import role from '../../../../../roles/heartbeat/handover/role.ts';
import type { HandoverVars } from '../../../../../roles/heartbeat/handover/vars.ts';
import ldirectord from '../../../../../roles/ldirectord/role.ts';
import { startCommand } from '../../../../../src/platform/capabilities/start-command.ts';
import { context, contexts, HOSTS } from '../../cluster.ts';
import { platformWithout } from '../../platform.ts';

describe('how duties pass', () => {
  const on = (kernel: string, rest: object = {}) => context<HandoverVars>(role, { facts: { kernel, ...rest } });

  it('is without a gap where the kernel can, unless the inventory says otherwise', () => {
    expect(handoverOf(on('6.1.0-28-amd64'))).toBe('make_before_break');
    expect(handoverOf(on('3.11.0'))).toBe('make_before_break');
    expect(handoverOf(on('3.10.0-1160.el7.x86_64'))).toBe('classic');
    expect(handoverOf(on('2.6.32'))).toBe('classic');
    expect(handoverOf(on('6.1.0', { ipvs: false }))).toBe('classic');
    expect(handoverOf(context<HandoverVars>(role, { vars: { handover: 'classic' } }))).toBe('classic');
  });

  it('is one for both directors: classic where one of them can do nothing else, which is told', () => {
    const sysvinit = platformWithout(startCommand);
    const pair = (options: object) => contexts<HandoverVars>(role, { platforms: { n2: sysvinit }, ...options });
    const [can, cannot] = pair({});
    expect([can, cannot].map((director) => director && hindrance(director))).toEqual([
      undefined,
      expect.stringMatching(/^it takes systemd/),
    ]);
    expect(pair({}).map(handoverOf)).toEqual(['classic', 'classic']);
    expect(pair({}).map((director) => role.warn?.(director))).toEqual(
      ['n1', 'n2'].map(() => [expect.stringMatching(/^the hand-over is classic, .* \(n2: it takes systemd/)]),
    );
    expect(pair({ vars: { handover: 'classic' } }).flatMap((director) => role.warn?.(director))).toEqual([]);
    expect(contexts<HandoverVars>(role, { hostFacts: { n1: { kernel: '2.6.32' } } }).map(handoverOf)).toEqual([
      'classic',
      'classic',
    ]);
  });

  it('is decided by those that are known, and not wondered about where both are alike', () => {
    const [n1] = contexts<HandoverVars>(role, { hostFacts: { n2: { ipvs: false } } });
    if (n1 === undefined) throw new Error('a cluster has a first director');
    expect(handoverOf({ ...n1, known: new Map([['n1', n1]]) })).toBe('make_before_break');
    expect(role.warn?.(on('6.1.0'))).toEqual([]);
    expect(role.warn?.(on('2.6.32'))).toEqual([]);
  });

  it('takes two directors and a way to start ldirectord after IPVS is told', () => {
    expect(hindrance(context(role, { hosts: HOSTS.slice(0, 1) }))).toBe('it takes two directors, and there is one');
    const without = platformWithout(startCommand);
    expect(hindrance({ ...context(role), platform: without })).toMatch(/^it takes systemd/);
  });

  it('is refused where it was asked for and cannot be', () => {
    const asked = context<HandoverVars>(role, { vars: { handover: 'make_before_break' }, facts: { kernel: '3.10.0' } });
    expect(role.refuseHost?.(asked)).toEqual([
      { path: ['handover'], message: expect.stringMatching(/^n1 cannot hand over .*; use classic$/) },
    ]);
    expect(role.refuseHost?.(context(role))).toEqual([]);
  });

  it('is the same on both directors', () => {
    const [first, second] = contexts<HandoverVars>(role).map(duty);
    expect(first).toEqual(['192.168.6.240/24/eth0', '192.168.6.2', '192.168.6.3']);
    expect(second).toEqual(first);
  });

  it('decides who runs ldirectord, and whether its table outlives it', () => {
    const wants = (handover: string) =>
      ldirectord.resources(context(ldirectord, { vars: { handover } })).map(({ id, want }) => ({ id, ...want }));
    const service = (handover: string) => wants(handover).find(({ id }) => id === 'wanted service ldirectord');
    expect(service('make_before_break')).toMatchObject({ enabled: 'true', running: 'true' });
    expect(service('classic')).toMatchObject({ enabled: 'false', running: 'false' });
    const file = (handover: string) => wants(handover).find(({ id }) => id === 'file /etc/ha.d/ldirectord.cf');
    expect(file('make_before_break')).toMatchObject({ content: expect.stringContaining('cleanstop=no') });
    expect(file('classic')).toMatchObject({ content: expect.not.stringContaining('cleanstop=') });
  });
});

describe('a director of a hand-over without a gap', () => {
  const daemon = (name: string) => `${name} sync daemon (mcast=eth0, syncid=240, maxlen=1472)\n`;

  it('is as it should be', () => {
    expect(handoverComplaint(`active\n0\n0\n${daemon('master')}${daemon('backup')}`)).toBeUndefined();
    expect(handoverComplaint(`standby\n1\n0\n${daemon('backup')}`)).toBeUndefined();
  });

  it('is told what it is not', () => {
    expect(handoverComplaint(`active\n1\n1\n${daemon('backup')}busy\n`)).toBe(
      'a hand-over is under way; it is active, and net.ipv4.vs.backup_only is 1; net.ipv4.vs.sloppy_tcp is 1; ' +
        'it does not tell of its connections (no sync daemon master)',
    );
    expect(handoverComplaint(`standby\n0\n0\n${daemon('master')}`)).toBe(
      'it is standby, and net.ipv4.vs.backup_only is 0; it does not hear of the connections of the other ' +
        '(no sync daemon backup); the sync daemon master runs',
    );
  });
});
