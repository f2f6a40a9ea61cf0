import { showPosition } from '../../src/core/errors.ts';
import { decidedBy } from '../../src/core/guard.ts';
import { defineRole, type Placed, type Refusal } from '../../src/core/role.ts';
import { addressOf, onSegment, virtualAddress } from '../shared/segment.ts';
import { checks } from './checks.ts';
import { type GatewayVars, vars } from './vars.ts';

/** The default route: under direct routing, answers go to clients by the segment's router, past the directors. */
export default defineRole({
  name: 'gateway',
  vars,
  refuse,
  resources: ({ vars, platform, host }) =>
    decidedBy(
      `gateway (${showPosition(host.at(['gateway']))})`,
      platform.network.defaultRoute({ gateway: vars.gateway, device: vars.interface }),
    ),
  checks,
});

function refuse({ vars: { gateway, ...vars }, nodes }: Placed<GatewayVars>): readonly Refusal[] {
  const refusal = (message: string): readonly Refusal[] => [{ path: ['gateway'], message }];
  if (gateway === virtualAddress(vars).address)
    return refusal(`the gateway ${gateway} is the virtual address; it must be the segment's router`);
  const node = nodes.find((member) => addressOf(member) === gateway);
  if (node !== undefined)
    return refusal(
      `the gateway ${gateway} is the address of ${node.name}; it must be the segment's router, not a node`,
    );
  return onSegment(gateway, vars.virtual_address)
    ? []
    : refusal(`the gateway ${gateway} is not on the segment of the virtual address ${vars.virtual_address}`);
}
