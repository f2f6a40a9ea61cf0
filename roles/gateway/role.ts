import { refuseHostFamilies, refuseSegmentFamilies } from '../../src/cluster/model/families.ts';
import { refuseInterface } from '../../src/cluster/model/interfaces.ts';
import { type Context, defineRole, type Member, type Placed, type Refusal } from '../../src/cluster/model/role.ts';
import { addressOf, onSegment, onSharedSegment, showSegment } from '../../src/cluster/model/segment.ts';
import { addressTexts } from '../../src/cluster/model/virtual-addresses.ts';
import { decidedBy } from '../../src/core/decided-by.ts';
import { showPosition } from '../../src/core/errors.ts';
import { defaultRoute } from '../../src/platform/capabilities/default-route.ts';
import { checks } from './checks.ts';
import { proof } from './proof.ts';
import { type GatewayVars, vars } from './vars.ts';

/** The default route: under direct routing, answers go to clients by the segment's router, past the directors. */
export default defineRole({
  name: 'gateway',
  serves: true,
  vars,
  refuse,
  refuseHost,
  warn: ({ name, vars, allowed }) =>
    allowed.has('silent gateway')
      ? [`${name}: nobody asked whether the gateway ${vars.gateway} answers, as --allow-silent-gateway says`]
      : [],
  resources({ vars, platform, host, allowed }) {
    const at = showPosition(host.at(['gateway']));
    const proven = allowed.has('silent gateway') ? [] : [proof({ ...vars, at })];
    const route = platform.want(defaultRoute, { gateway: vars.gateway, device: vars.interface });
    return [...proven, ...decidedBy(`gateway (${at})`, route)];
  },
  checks,
});

const refusal = (message: string): readonly Refusal[] => [{ path: ['gateway'], message }];

const notANode = (gateway: string, name: string): readonly Refusal[] =>
  refusal(`the gateway ${gateway} is the address of ${name}; it must be the segment's router, not a node`);

function refuse(placed: Placed<GatewayVars>): readonly Refusal[] {
  const {
    vars: { gateway, ...vars },
    nodes,
  } = placed;
  const families = refuseSegmentFamilies(placed, [{ path: ['gateway'], address: gateway }]);
  if (families.length > 0) return families;
  if (addressTexts(vars).includes(gateway))
    return refusal(
      `the gateway ${gateway} is ${addressTexts(vars).length > 1 ? 'a' : 'the'} virtual address; it must be the segment's router`,
    );
  const node = nodes.find((member) => [addressOf(member), ...reachedAt(member)].includes(gateway));
  if (node !== undefined) return notANode(gateway, node.name);
  const near = onSharedSegment(vars);
  return near.length === 0 || near.some((one) => onSegment(gateway, one))
    ? []
    : refusal(`the gateway ${gateway} is not on the segment of ${showSegment(vars)}`);
}

/** Behind another port than ssh's own, the router itself may be what passes umctl on to the node. */
const reachedAt = ({ host: { connection } }: Member<unknown>): readonly string[] =>
  (connection.port ?? 22) === 22 ? [connection.host] : [];

/** An address that the inventory does not tell of: the host itself, or a director, would be its own way out. */
function refuseHost(context: Context<GatewayVars>): readonly Refusal[] {
  const {
    vars: { gateway },
    name,
    directors,
    known,
  } = context;
  const other = [
    ...refuseInterface(context),
    ...refuseHostFamilies(context, defaultRoute, { path: ['gateway'], address: gateway }),
  ];
  if (other.length > 0) return other;
  const holder = [name, ...directors.map((director) => director.name)].find((node) =>
    known.get(node)?.facts.addresses.some(({ address }) => address === gateway),
  );
  return holder === undefined ? [] : notANode(gateway, holder);
}
