import type { VirtualServer } from '../../ipvs/table.ts';
import type { Answer } from '../answer.ts';
import type { RealStatus } from '../shape.ts';
import { isDown, type Seen } from './seen.ts';

/** Whether a real server gets no clients though it should. */
export const isOut = ({ weight = 0, wanted = 0 }: RealStatus): boolean => wanted > 0 && weight === 0;

/** How the LVS tables differ from the inventory: that of who directs, and that which a fail-over would serve with. */
export function tableProblems(seen: Seen): readonly string[] {
  const { active, answers } = seen;
  const tableOf = (name: string): Answer['table'] | undefined => {
    const answer = answers.get(name);
    return answer === undefined || answer.failed.length > 0 ? undefined : answer.table;
  };
  const directing = active.flatMap(({ name }) => {
    const table = tableOf(name);
    return table === undefined ? [] : [[name, table] as const];
  });
  if (directing.length === 0) return [];
  return [
    ...directing.flatMap(([name, table]) => [...missing(seen, table, name), ...otherwise(seen, table)]),
    ...outOfService(seen, directing),
    ...(seen.handingOver ? [] : standbys(seen, tableOf)),
  ];
}

const shown = ({ serviceNames }: Seen, key: string): string => serviceNames.get(key) ?? key;

function missing(seen: Seen, table: Answer['table'], host: string): readonly string[] {
  return seen.wanted
    .filter(({ key }) => !table.some((service) => service.key === key))
    .map(({ key }) => `${shown(seen, key)}: the LVS table of ${host} has no ${key}, so clients are refused`);
}

const how = ({ scheduler, flags }: VirtualServer): string => [scheduler, ...flags].join(' ');

/** What the table has otherwise than the inventory. Where no real server is left, a fallback stands in. */
function otherwise(seen: Seen, table: Answer['table']): readonly string[] {
  return table.flatMap((found) => {
    const wanted = seen.wanted.find(({ key }) => key === found.key);
    if (wanted === undefined) return [`the LVS table has ${found.key}, which is not in the inventory`];
    const name = shown(seen, found.key);
    const wish = (address: string) => wanted.reals.find((real) => real.address === address);
    const served = found.reals.filter(({ weight }) => weight > 0);
    const hasOwn = served.some(({ address }) => wish(address) !== undefined);
    const reals = served.flatMap(({ address, weight, forwarding }) => {
      const real = wish(address);
      if (real === undefined)
        return hasOwn ? [`${name}: sends clients to ${address}, which is not one of its real servers`] : [];
      const as = `${forwarding} with weight ${weight}`;
      const better = `${real.forwarding} with weight ${real.weight}`;
      return as === better || real.weight === 0 || seen.handingOver
        ? []
        : [`${name}: has ${address} as ${as}, wanted ${better}`];
    });
    return [...(how(found) === how(wanted) ? [] : [`${name}: is ${how(found)}, wanted ${how(wanted)}`]), ...reals];
  });
}

type Directing = readonly (readonly [string, Answer['table']])[];

/** Real servers without clients, of services that are there at all and nodes that are up. */
function outOfService({ services, hosts }: Seen, directing: Directing): readonly string[] {
  const gone = ({ name }: RealStatus): boolean => hosts.some((host) => host.name === name && isDown(host));
  return services
    .filter(({ key }) => directing.some(([, table]) => table.some((service) => service.key === key)))
    .flatMap(({ name, reals }) =>
      reals.filter((real) => isOut(real) && !gone(real)).map((real) => `${name}: ${outOf(real)}`),
    );
}

const outOf = ({ name, weight }: RealStatus): string =>
  `${name} gets no clients: ${weight === undefined ? 'it is not in the LVS table' : 'its weight is 0'}, so its check fails`;

/** A director that takes over with the table that it has needs one as good as that of who directs. */
function standbys(seen: Seen, tableOf: (name: string) => Answer['table'] | undefined): readonly string[] {
  const waiting = seen.hosts.filter(
    ({ name, state, holds }) => state === 'up' && holds.length === 0 && seen.ready.has(name),
  );
  return waiting.flatMap(({ name }) => {
    const table = tableOf(name);
    if (table === undefined) return [];
    return seen.services.flatMap((service) => {
      if (!seen.serviceNames.has(service.key)) return [];
      const own = table.find(({ key }) => key === service.key);
      if (own === undefined)
        return [`${name}: its LVS table has no ${service.key}, so a fail-over would refuse clients of ${service.name}`];
      const lost = service.reals.filter(
        (real) =>
          (real.weight ?? 0) > 0 && !own.reals.some(({ address, weight }) => address === real.address && weight > 0),
      );
      return lost.map(
        (real) =>
          `${name}: its LVS table has ${real.name} out of ${service.name}, which gets clients now: a fail-over would send it none`,
      );
    });
  });
}
