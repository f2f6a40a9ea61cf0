import type { Context } from '../../src/cluster/model/role.ts';
import { parseRoutes } from '../../src/cluster/model/routes.ts';
import { type Check, check } from '../../src/core/check.ts';
import { sh } from '../../src/core/sh.ts';
import type { GatewayVars } from './vars.ts';

export const checks = ({ name, vars }: Context<GatewayVars>): readonly Check[] => [
  check('default route goes through the gateway', name, sh`ip route show 0/0`, ({ stdout }) => {
    const [route] = parseRoutes(stdout);
    if (route === undefined) return 'there is no default route';
    const { gateway, device } = route;
    return gateway === vars.gateway && device === vars.interface
      ? undefined
      : `the default route goes to ${gateway ?? 'no gateway'} by ${device}, wanted ${vars.gateway} by ${vars.interface}`;
  }),
];
