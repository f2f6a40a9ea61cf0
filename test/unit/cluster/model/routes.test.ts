import { describe, expect, it } from 'vitest';
import { checks } from '../../../../roles/gateway/checks.ts';
import role from '../../../../roles/gateway/role.ts';
import type { GatewayVars } from '../../../../roles/gateway/vars.ts';
import { usedHops } from '../../../../src/cluster/model/routes.ts';
import { context } from '../../roles/cluster.ts';
import { fixture, printed } from '../../roles/fixture.ts';

const [check] = checks(context<GatewayVars>(role));
const complaint = (stdout: string) => check?.failure({ n1: printed(stdout) });

describe('the default route', () => {
  it('is the one that the kernel takes', () => {
    expect(usedHops(fixture('routes/two'))).toEqual([{ gateway: '192.168.6.1', device: 'eth0' }]);
  });

  it('of IPv6 may go through several routers, which all count', () => {
    const [six] = checks(context<GatewayVars>(role, { vars: { gateway: 'fe80::1' } }));
    const said = (name: string) => six?.failure({ n1: printed(fixture(`routes/${name}`)) });
    expect(said('ipv6')).toBeUndefined();
    expect(said('ipv6-several')).toBeUndefined();
    expect(said('ipv6-hops')).toBeUndefined();
    expect(said('ipv6-metric')).toBe('the default route goes to fd00:6::1 by eth0, wanted fe80::1 by eth0');
    expect(six?.failure({ n1: printed('') })).toBe('there is no default route');
  });

  it('goes through the gateway', () => {
    expect(complaint(fixture('routes/gateway'))).toBeUndefined();
    expect(complaint(fixture('routes/two'))).toBeUndefined();
    expect(complaint('')).toBe('there is no default route');
    expect(complaint('default via 192.168.6.3 dev eth0')).toMatch(
      /goes to 192\.168\.6\.3 by eth0, wanted 192\.168\.6\.1/,
    );
    expect(complaint('default via 192.168.6.1 dev eth1')).toMatch(/by eth1/);
    expect(complaint('default dev ppp0 scope link')).toMatch(/no gateway by ppp0/);
  });
});
