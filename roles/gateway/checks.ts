import type { Context } from '../../src/cluster/model/role.ts';
import { type Check, check } from '../../src/core/check.ts';
import { askGateway, silenceOf } from './asking.ts';
import { askRoute, astray } from './own-route.ts';
import { type Gateway, type GatewayVars, gatewaysIn } from './vars.ts';

export const checks = ({ name, vars, allowed }: Context<GatewayVars>): readonly Check[] =>
  gatewaysIn(vars).flatMap((one, _, all) => {
    const which = all.length > 1 ? ` ${one.gateway}` : '';
    return [
      check(`default route goes through the gateway${which}`, name, askRoute(one), ({ stdout }) => astray(stdout, one)),
      ...(allowed.has('silent gateway') ? [] : [answers(name, one, which)]),
    ];
  });

/** A gateway that is mistyped is a default route like any other, until a client waits for an answer. */
const answers = (name: string, one: Gateway, which: string): Check =>
  check(
    `the gateway${which} answers on ${one.interface}`,
    name,
    askGateway(one),
    (answer) => {
      const silence = silenceOf(answer, one);
      return silence === undefined ? undefined : `the gateway ${one.gateway} ${silence}`;
    },
    { withinSeconds: 10 },
  );
