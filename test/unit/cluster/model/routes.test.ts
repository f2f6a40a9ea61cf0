import { describe, expect, it } from 'vitest';
import { checks } from '../../../../roles/gateway/checks.ts';
import role from '../../../../roles/gateway/role.ts';
import type { GatewayVars } from '../../../../roles/gateway/vars.ts';
import { parseRoutes } from '../../../../src/cluster/model/routes.ts';
import { context } from '../../roles/cluster.ts';
import { fixture, printed } from '../../roles/fixture.ts';

const [check] = checks(context<GatewayVars>(role));
const complaint = (stdout: string) => check?.failure({ n1: printed(stdout) });

describe('the default route', () => {
  it('is read with the one first that the kernel takes', () => {
    expect(parseRoutes(fixture('routes/two'))).toEqual([
      { gateway: '192.168.6.1', device: 'eth0', metric: 0 },
      { gateway: '192.168.6.254', device: 'eth0', metric: 50 },
    ]);
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
