import { refuseHostFamilies, refuseSegmentFamilies } from '../../src/cluster/model/families.ts';
import { refuseInterface } from '../../src/cluster/model/interfaces.ts';
import { addressesOf } from '../../src/cluster/model/own-addresses.ts';
import { type Context, defineRole, type Member, type Placed, type Refusal } from '../../src/cluster/model/role.ts';
import { onSegment, onSharedSegment, showSegment } from '../../src/cluster/model/segment.ts';
import { addressTexts, showAddress, type VirtualAddress } from '../../src/cluster/model/virtual-addresses.ts';
import { isLinkLocal, parseIp } from '../../src/core/address/ip.ts';
import { decidedBy } from '../../src/core/decided-by.ts';
import { showPosition } from '../../src/core/errors.ts';
import { defaultRoute } from '../../src/platform/capabilities/default-route.ts';
import { checks } from './checks.ts';
import { ownRoute } from './own-route.ts';
import { proof } from './proof.ts';
import { type GatewayVars, gatewaysIn, isOwn, vars } from './vars.ts';

/** The default route: under direct routing, answers go to clients by the segment's router, past the directors. */
export default defineRole({
  name: 'gateway',
  serves: true,
  vars,
  refuse,
  refuseHost,
  warn: ({ name, vars, allowed }) =>
    allowed.has('silent gateway')
      ? gatewaysIn(vars).map(
          ({ gateway }) =>
            `${name}: nobody asked whether the gateway ${gateway} answers, as --allow-silent-gateway says`,
        )
      : [],
  resources({ vars, platform, host, allowed }) {
    const at = showPosition(host.at(['gateway']));
    return gatewaysIn(vars).flatMap((one) => {
      const proven = allowed.has('silent gateway') ? [] : [proof({ ...one, at })];
      if (isOwn(one)) return [...proven, ownRoute({ ...one, at })];
      const route = platform.want(defaultRoute, { gateway: one.gateway, device: one.interface });
      return [...proven, ...decidedBy(`gateway (${at})`, route)];
    });
  },
  checks,
});

type Refuse = (message: string) => readonly Refusal[];

const refusing =
  ({ gateway }: GatewayVars, of: string): Refuse =>
  (message) => [{ path: Array.isArray(gateway) ? ['gateway', gateway.indexOf(of)] : ['gateway'], message }];

const notANode = (gateway: string, name: string): string =>
  `the gateway ${gateway} is the address of ${name}; it must be the segment's router, not a node`;

function refuse(placed: Placed<GatewayVars>): readonly Refusal[] {
  const { vars } = placed;
  const given = gatewaysIn(vars).map(({ gateway }) => ({ gateway, refuse: refusing(vars, gateway) }));
  const families = refuseSegmentFamilies(
    placed,
    given.flatMap(({ gateway, refuse }) => refuse('').map(({ path }) => ({ path, address: gateway }))),
  );
  return families.length > 0 ? families : given.flatMap((one) => refuseOne(placed, one));
}

interface Given {
  readonly gateway: string;
  readonly refuse: Refuse;
}

function refuseOne({ vars, nodes }: Placed<GatewayVars>, { gateway, refuse }: Given): readonly Refusal[] {
  if (addressTexts(vars).includes(gateway))
    return refuse(
      `the gateway ${gateway} is ${addressTexts(vars).length > 1 ? 'a' : 'the'} virtual address; it must be the segment's router`,
    );
  const node = nodes.find((member) =>
    [...addressesOf(member.vars, member.host), ...reachedAt(member)].includes(gateway),
  );
  if (node !== undefined) return refuse(notANode(gateway, node.name));
  const near = onSharedSegment(vars);
  const other = otherFamily(gateway, vars, near);
  if (other !== undefined) return refuse(other);
  const ip = parseIp(gateway);
  return near.length === 0 || near.some((one) => onSegment(gateway, one)) || (ip !== undefined && isLinkLocal(ip))
    ? []
    : refuse(`the gateway ${gateway} is not on the segment of ${showSegment(vars)}`);
}

/** Answers go by a gateway of their family: that of IPv4 has to be told, and that of IPv6 may be. */
function otherFamily(gateway: string, vars: GatewayVars, near: readonly VirtualAddress[]): string | undefined {
  const isSix = isOwn({ gateway });
  const [four] = near.filter(({ ip }) => ip.family === 4);
  const six = near.some(({ ip }) => ip.family === 6);
  if (isSix && four !== undefined && gatewaysIn(vars).every(isOwn))
    return (
      `the gateway ${gateway} is IPv6, and clients of ${showAddress(four)} are answered over IPv4: write the router's address ` +
      'of IPv4, or a list of both'
    );
  if (near.length === 0 || (isSix ? six : four !== undefined)) return undefined;
  return isSix
    ? `the gateway ${gateway} is IPv6, and no virtual address is; leave it out`
    : `the gateway ${gateway} is IPv4, and all virtual addresses are IPv6: write the router's address of IPv6, such as fe80::1`;
}

/** Behind another port than ssh's own, the router itself may be what passes umctl on to the node. */
const reachedAt = ({ host: { connection } }: Member<unknown>): readonly string[] =>
  (connection.port ?? 22) === 22 ? [connection.host] : [];

/** An address that the inventory does not tell of: the host itself, or a director, would be its own way out. */
function refuseHost(context: Context<GatewayVars>): readonly Refusal[] {
  const { vars, name, directors, known } = context;
  const given = gatewaysIn(vars);
  const other = [
    ...refuseInterface(context),
    ...given.flatMap((one) =>
      isOwn(one) ? [] : refuseHostFamilies(context, defaultRoute, { path: ['gateway'], address: one.gateway }),
    ),
  ];
  if (other.length > 0) return other;
  return given.flatMap(({ gateway }) => {
    const holder = [name, ...directors.map((director) => director.name)].find((node) =>
      known.get(node)?.facts.addresses.some(({ address }) => address === gateway),
    );
    return holder === undefined ? [] : refusing(vars, gateway)(notANode(gateway, holder));
  });
}
