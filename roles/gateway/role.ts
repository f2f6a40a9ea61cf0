import { refuseHostFamilies, refuseSegmentFamilies } from '../../src/cluster/model/families.ts';
import { refuseInterface } from '../../src/cluster/model/interfaces.ts';
import { type Context, defineRole, type Member, type Placed, type Refusal } from '../../src/cluster/model/role.ts';
import { addressOf, onSegment, onSharedSegment, showSegment } from '../../src/cluster/model/segment.ts';
import { addressTexts, showAddress, type VirtualAddress } from '../../src/cluster/model/virtual-addresses.ts';
import { isLinkLocal, parseIp } from '../../src/core/address/ip.ts';
import { decidedBy } from '../../src/core/decided-by.ts';
import { showPosition } from '../../src/core/errors.ts';
import { defaultRoute } from '../../src/platform/capabilities/default-route.ts';
import { checks } from './checks.ts';
import { isOwn, ownRoute } from './own-route.ts';
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
    if (isOwn(vars)) return [...proven, ownRoute({ ...vars, at })];
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
  const other = otherFamily(gateway, near);
  if (other !== undefined) return refusal(other);
  const ip = parseIp(gateway);
  return near.length === 0 || near.some((one) => onSegment(gateway, one)) || (ip !== undefined && isLinkLocal(ip))
    ? []
    : refusal(`the gateway ${gateway} is not on the segment of ${showSegment(vars)}`);
}

/** Answers of IPv4 go by the gateway of IPv4. Where there are none, those of IPv6 count. */
function otherFamily(gateway: string, near: readonly VirtualAddress[]): string | undefined {
  const isSix = parseIp(gateway)?.family === 6;
  const [four] = near.filter(({ ip }) => ip.family === 4);
  if (isSix && four !== undefined)
    return (
      `the gateway ${gateway} is IPv6, and clients of ${showAddress(four)} are answered over IPv4: write the router's address ` +
      'of IPv4; the default route of IPv6 is left as each host has it'
    );
  return isSix || near.length === 0 || four !== undefined
    ? undefined
    : `the gateway ${gateway} is IPv4, and all virtual addresses are IPv6: write the router's address of IPv6, such as fe80::1`;
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
    ...(isOwn(context.vars) ? [] : refuseHostFamilies(context, defaultRoute, { path: ['gateway'], address: gateway })),
  ];
  if (other.length > 0) return other;
  const holder = [name, ...directors.map((director) => director.name)].find((node) =>
    known.get(node)?.facts.addresses.some(({ address }) => address === gateway),
  );
  return holder === undefined ? [] : notANode(gateway, holder);
}
