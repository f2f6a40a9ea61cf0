import type { Context } from '../../src/cluster/model/role.ts';
import { type Check, check } from '../../src/core/check.ts';
import { askGateway, silenceOf } from './asking.ts';
import { askRoute, astray } from './own-route.ts';
import type { GatewayVars } from './vars.ts';

export const checks = ({ name, vars, allowed }: Context<GatewayVars>): readonly Check[] => [
  check('default route goes through the gateway', name, askRoute(vars), ({ stdout }) => astray(stdout, vars)),
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
