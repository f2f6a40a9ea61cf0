import { describe, expect, it } from 'vitest';
import role from '../../../../roles/gateway/role.ts';
import { context } from '../cluster.ts';

const all = (allowed: readonly 'silent gateway'[] = []) => {
  const asked = context(role, { allowed });
  return {
    resources: role.resources(asked).map(({ type }) => type),
    checks: (role.checks?.(asked) ?? []).map(({ name }) => name),
    warnings: role.warn?.(asked) ?? [],
  };
};

describe('the proof of the gateway', () => {
  it('comes before the route is set, and verify asks for it', () => {
    expect(all()).toEqual({
      resources: ['proof of the gateway', 'wanted'],
      checks: ['n1: default route goes through the gateway', 'n1: the gateway answers on eth0'],
      warnings: [],
    });
  });

  it('is left out with --allow-silent-gateway, which is said', () => {
    expect(all(['silent gateway'])).toEqual({
      resources: ['wanted'],
      checks: ['n1: default route goes through the gateway'],
      warnings: ['n1: nobody asked whether the gateway 192.168.6.1 answers, as --allow-silent-gateway says'],
    });
  });

  it('fails as a check where nobody answers', () => {
    const [, answers] = role.checks?.(context(role)) ?? [];
    const answered = (stdout: string) => answers?.failure({ n1: { code: 0, stdout, stderr: '' } });
    const link = '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 state UP';
    expect(answered(`${link}\nanswers\n`)).toBeUndefined();
    expect(answered(`${link}\n`)).toBe('the gateway 192.168.6.1 answers neither ARP nor ping on eth0');
    expect(answered('2: eth0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 state DOWN\n')).toBe(
      'the gateway 192.168.6.1 cannot be asked: eth0 has no carrier',
    );
  });
});
