import { hasGroups } from '../../src/cluster/model/address-groups.ts';
import type { Placed, Refusal } from '../../src/cluster/model/role.ts';
import { givenServices } from '../../src/cluster/services/given.ts';
import type { VirtualService } from '../../src/cluster/services/service.ts';
import { isRange } from '../../src/cluster/services/service-port.ts';
import { groupsOf } from './groups.ts';
import { nextRouterId, routerId } from './router.ts';
import type { KeepalivedVars } from './vars.ts';

type Director = Placed<KeepalivedVars>;

/** What cannot work where addresses prefer directors. */
export const refuseGroups = (director: Director): readonly Refusal[] => [
  ...refuseStrangers(director),
  ...refusePriorities(director),
  ...refuseServices(director),
  ...refuseRouterIds(director),
];

function refuseStrangers({ vars, directors }: Director): readonly Refusal[] {
  const names = directors.map(({ name }) => name);
  return (vars.virtual_addresses ?? []).flatMap(({ prefer }, i) =>
    prefer === undefined || names.includes(prefer)
      ? []
      : [
          {
            path: ['virtual_addresses', i, 'prefer'],
            message: `${prefer} is not among the directors: ${names.join(', ')}`,
          },
        ],
  );
}

function refusePriorities({ vars }: Director): readonly Refusal[] {
  const prefers = (vars.virtual_addresses ?? []).some(({ prefer }) => prefer !== undefined);
  const message =
    'a virtual address says by `prefer` which director is to be active for it; leave `priority` out, or `prefer`';
  return prefers && vars.priority !== undefined ? [{ path: ['priority'], message }] : [];
}

/**
 * A packet that comes from another director has a mark of umctl's; rules of one's own for a service by mark would put theirs in its
 * place. A packet that came through a tunnel no longer says who sent it. And real servers that are masqueraded answer to one gateway.
 */
function refuseServices(director: Director): readonly Refusal[] {
  if (!hasGroups(director.vars)) return [];
  return givenServices<VirtualService>(director.vars).flatMap(({ service, path }) => {
    const ways = service.real_servers.map(({ forwarding: way = service.forwarding }) => way);
    const other = [service.forwarding, ...ways].find((way) => way !== 'gate');
    return [
      ...(service.fwmark === undefined ? [] : [{ path: [...path, 'fwmark'], message: MARK }]),
      ...(isRange(service.port) ? [{ path: [...path, 'port'], message: RANGE }] : []),
      ...(other === undefined ? [] : [{ path: [...path, 'forwarding'], message: `${FORWARDING[other]}${INSTEAD}` }]),
    ];
  });
}

const INSTEAD = '; leave `prefer` out, or forward by `gate`';

const RANGE =
  'the kernel knows a range of ports by a firewall mark, and where virtual addresses prefer different directors, what one director sends to ' +
  'another has a mark of its own: a packet has one alone; leave `prefer` out, or write a service for each port';

const MARK =
  'where virtual addresses prefer different directors, what one director sends to another has a firewall mark of umctl, which rules for ' +
  'this mark would replace: packets could go to and fro; leave `prefer` out, or name ports';

const FORWARDING = {
  gate: '',
  masq: 'real servers that are masqueraded answer by one gateway, and virtual addresses that prefer different directors have two active ones',
  ipip: 'a packet that came through a tunnel does not say which director sent it, so two that are active could send it to and fro',
};

/** Each group has two virtual routers, and by their numbers directors tell them apart. */
function refuseRouterIds(director: Director): readonly Refusal[] {
  const groups = groupsOf(director);
  if (groups.length === 1) return [];
  const used = groups.flatMap(({ context: { vars } }) => [routerId(vars), nextRouterId(vars)]);
  const twice = used.find((id, i) => used.indexOf(id) !== i);
  if (twice === undefined) return [];
  const message =
    `virtual addresses that prefer different directors have virtual routers of their own, and two of them would have the id ${twice} ` +
    '(the last number of their first address, and 128 beside it); choose addresses with other last numbers, or set `keepalived.virtual_router_id`';
  return [{ path: ['virtual_addresses'], message }];
}
