import type { Placed, Refusal } from '../../src/cluster/model/role.ts';
import { refuseAddress } from '../../src/cluster/model/segment.ts';
import { refuseUnlike } from '../../src/cluster/model/unlike.ts';
import { givenServices } from '../../src/cluster/services/given.ts';
import { refuseMasqueradedNodes } from '../../src/cluster/services/masquerade.ts';
import { refuseServiceAddresses } from '../../src/cluster/services/refuse-addresses.ts';
import type { VirtualService } from '../../src/cluster/services/service.ts';
import { services } from '../../src/cluster/services/services.ts';
import { kindOf } from './checks/kind.ts';
import { checkPort } from './checks/port.ts';
import { refuseGroups } from './refuse-groups.ts';
import { priorityOf } from './router.ts';
import { ownOf } from './vars/own.ts';
import type { KeepalivedSection } from './vars/section.ts';
import type { KeepalivedVars } from './vars.ts';

type Director = Placed<KeepalivedVars>;

/** What of the inventory cannot work with keepalived, before a host is asked. */
export const refuse = (director: Director): readonly Refusal[] => {
  const addresses = refuseAddress(director);
  return [
    ...addresses,
    ...refuseUnlike(director, {
      members: director.directors,
      on: ({ keepalived, virtual_addresses, virtual_services, ldirectord }) => ({
        keepalived: common(keepalived),
        virtual_addresses,
        virtual_services,
        ldirectord,
      }),
    }),
    ...(addresses.length > 0 ? [] : [...refuseServiceAddresses(director), ...refuseMasqueradedNodes(director)]),
    ...refuseGroups(director),
    ...refusePriority(director),
    ...refuseOwnInterface(director),
    ...refuseOtherInterface(director),
    ...refuseQuorum(director),
    ...refuseNetmask(director),
    ...refusePort(director),
  ];
};

/** By which directors hear each other; what they look at, and tell, may be their own. */
const common = ({
  advert_int,
  version,
  virtual_router_id,
  adverts,
  preempt,
  authentication,
  instance,
}: KeepalivedSection) => ({
  advert_int,
  version,
  virtual_router_id,
  adverts,
  preempt,
  authentication,
  instance,
});

/** Of two with the same priority, the one with the higher address is active: that is no order that anybody has written. */
function refusePriority(director: Director): readonly Refusal[] {
  const mine = priorityOf(director);
  const twin = director.directors.find(
    (other) => other.name !== director.name && priorityOf({ ...other, directors: director.directors }) === mine,
  );
  if (twin === undefined) return [];
  const message = `${director.name} and ${twin.name} have the same priority ${mine}; give each director its own, or none`;
  return [{ path: ['priority'], message }];
}

/** keepalived looks at the interface of its adverts by itself, and passes over a weight that it is given. */
function refuseOwnInterface({ vars }: Director): readonly Refusal[] {
  const { interface: own = vars.interface, track_interface: tracked } = vars.keepalived;
  return tracked.flatMap((one, i) =>
    one.interface === own && 'weight' in one && one.weight !== undefined
      ? [
          {
            path: ['keepalived', 'track_interface', i, 'weight'],
            message: `adverts go by ${own}, so that its failure takes the director out altogether; leave the weight out`,
          },
        ]
      : [],
  );
}

/** Adverts by unicast have to come from an address that is on their interface. */
function refuseOtherInterface({ name, vars, directors }: Director): readonly Refusal[] {
  const { interface: own = vars.interface, address, adverts } = vars.keepalived;
  if (own === vars.interface || address !== undefined || adverts !== 'unicast' || directors.length < 2) return [];
  const message = `set \`keepalived.address\` to the address of ${name} on ${own}, or \`adverts: multicast\``;
  return [{ path: ['keepalived', 'interface'], message }];
}

/** keepalived lowers a quorum that the weights of all real servers together do not reach. */
function refuseQuorum(director: Director): readonly Refusal[] {
  return services({ ...director, recalled: new Map() }).flatMap((service) => {
    const quorum = ownOf(service.vars)?.quorum ?? 1;
    const total = service.reals.reduce((sum, { weight }) => sum + weight, 0);
    const message = `the real servers have the weight ${total} together, which never reaches a quorum of ${quorum}`;
    return quorum > 1 && total < quorum ? [{ path: [...service.path, 'keepalived', 'quorum'], message }] : [];
  });
}

function refuseNetmask({ vars }: Director): readonly Refusal[] {
  return givenServices<VirtualService>(vars).flatMap(({ service: { netmask }, path, on }) =>
    netmask === undefined || on.every(({ ip }) => ip.family === 4)
      ? []
      : [{ path: [...path, 'netmask'], message: 'a netmask is of IPv4, and the virtual address is not' }],
  );
}

/** A firewall mark has no port, so a check that needs one has to be told. */
function refusePort(director: Director): readonly Refusal[] {
  return services({ ...director, recalled: new Map() }).flatMap((service) => {
    if (ownOf(service.vars)?.checks !== undefined) return [];
    const { by } = kindOf(service);
    const needs = by === 'connect' || by === 'negotiate' || by === 'both';
    const lacks = needs && service.reals.some((real) => checkPort(service, real) === undefined);
    const message = 'expected the `port` that a check goes to: neither the service nor what is checked tells it';
    return lacks ? [{ path: [...service.path, 'check', 'port'], message }] : [];
  });
}
