import type { Context } from '../../src/cluster/model/role.ts';
import { parseRoutes } from '../../src/cluster/model/routes.ts';
import { type Check, check } from '../../src/core/check.ts';
import { sh } from '../../src/core/sh.ts';
import { askGateway, silenceOf } from './asking.ts';
import type { GatewayVars } from './vars.ts';

export const checks = ({ name, vars, allowed }: Context<GatewayVars>): readonly Check[] => [
  check('default route goes through the gateway', name, sh`ip route show 0/0`, ({ stdout }) => {
    const [route] = parseRoutes(stdout);
    if (route === undefined) return 'there is no default route';
    const { gateway, device } = route;
    return gateway === vars.gateway && device === vars.interface
      ? undefined
      : `the default route goes to ${gateway ?? 'no gateway'} by ${device}, wanted ${vars.gateway} by ${vars.interface}`;
  }),
  ...(allowed.has('silent gateway') ? [] : [answers(name, vars)]),
];

/** A gateway that is mistyped is a default route like any other, until a client waits for an answer. */
const answers = (name: string, vars: GatewayVars): Check =>
  check(
    `the gateway answers on ${vars.interface}`,
    name,
    askGateway(vars),
    (answer) => {
      const silence = silenceOf(answer, vars);
      return silence === undefined ? undefined : `the gateway ${vars.gateway} ${silence}`;
    },
    { withinSeconds: 10 },
  );
