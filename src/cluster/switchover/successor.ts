import { InputError } from '../../core/errors.ts';
import type { Job, Place } from '../../core/play.ts';
import { type FactsByHost, placesOf } from '../../engine/roll-out/places.ts';
import type { ClusterDomain } from '../domain.ts';
import { hostGroups } from '../model/address-groups.ts';
import { holdsVirtualAddress } from '../model/holder.ts';
import { segmentOf } from '../model/segment-vars.ts';
import { virtualAddresses } from '../model/virtual-addresses.ts';
import { domainOf } from '../stack/stack-of.ts';

/** Who hands over to whom, among which hosts, and how. */
interface Succession {
  readonly from: Place;
  readonly next: Place;
  readonly places: readonly Place[];
  readonly act: NonNullable<ClusterDomain['switchover']>;
}

/** The narrowest play that knows who serves: real servers cannot take over. */
const knowing = ({ plays }: Job): Job['plays'][number] | undefined =>
  plays.filter(({ play }) => play.active !== undefined).toSorted((a, b) => a.hosts.length - b.hosts.length)[0];

/** @throws InputError when `to` can never serve, whatever the hosts say */
export function refuseSuccessor(job: Job, to: string | undefined): void {
  const names = knowing(job)?.hosts.map(({ name }) => name) ?? [];
  if (to === undefined || names.includes(to)) return;
  throw new InputError([{ message: `${to} is not among those that can serve: ${names.join(', ')}` }]);
}

/** What is to be handed over to whom. */
export interface Wished {
  readonly to?: string | undefined;
  /** A virtual address, by its name or as it is; default: all. */
  readonly address?: string | undefined;
}

/**
 * Who serves, and who comes after: `to`, or the next host of the play that knows who serves. Where hosts share the virtual
 * addresses, for each group of these that moves.
 * @returns nothing when `to` serves already
 * @throws InputError when there is nobody to hand over, nobody to take over, or no way to do it
 */
export function successions(job: Job, facts: FactsByHost, { to, address }: Wished): readonly Succession[] {
  const act = domainOf(job)?.switchover;
  if (act === undefined) return refuse('this playbook has no `switchover`; see `definePlaybook`');
  const resolved = knowing(job);
  const places = resolved === undefined ? [] : placesOf(resolved, facts);
  refuseSuccessor(job, to);
  const groups = groupsAmong(places);
  const moving = address === undefined ? groups : groups.filter((group) => hasAddress(group, address));
  if (moving.length === 0) return refuse(`there is no virtual address ${address}`);
  if (moving.length > 1 && to === undefined)
    return refuse(
      'directors share the virtual addresses: say who is to have all of them (--to), or which one (--address)',
    );
  return moving.flatMap((group) => successorAmong(group, act, to) ?? []);
}

/** The places by each group of virtual addresses: hosts that have no others, and are active for those. */
function groupsAmong(places: readonly Place[]): readonly (readonly Place[])[] {
  const [first] = places;
  const count = first === undefined ? 1 : hostGroups(first.host).length;
  if (count === 1) return [places];
  return Array.from({ length: count }, (_, group) =>
    places.map((place) => {
      const host = hostGroups(place.host)[group] ?? place.host;
      return { ...place, host, active: holdsVirtualAddress(host, place.facts) };
    }),
  );
}

const hasAddress = ([first]: readonly Place[], wanted: string): boolean =>
  first !== undefined &&
  virtualAddresses(segmentOf(first.host.vars)).some(({ name, ip }) => name === wanted || ip.text === wanted);

const refuse = (message: string): never => {
  throw new InputError([{ message }]);
};

function successorAmong(
  places: readonly Place[],
  act: Succession['act'],
  to: string | undefined,
): Succession | undefined {
  const active = places.filter((place) => place.active);
  const [from] = active;
  if (from === undefined || active.length > 1)
    return refuse(
      from === undefined
        ? 'no host is active now, so there is nothing to hand over; `umctl apply` makes one active'
        : `${active.map(({ host }) => host.name).join(' and ')} are active at the same time; \`umctl apply\` leaves one active`,
    );
  if (to === from.host.name) return undefined;
  const next = places.find(({ host, active: serves }) => !serves && (to === undefined || host.name === to));
  return next === undefined
    ? refuse(`there is no host that ${from.host.name} could hand over to`)
    : { from, next, places, act };
}
