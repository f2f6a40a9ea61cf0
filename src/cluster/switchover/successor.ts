import { InputError } from '../../core/errors.ts';
import type { Job, Place } from '../../core/play.ts';
import { type FactsByHost, placesOf } from '../../engine/roll-out/places.ts';
import type { ClusterDomain } from '../domain.ts';
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

/**
 * Who serves, and who comes after: `to`, or the next host of the play that knows who serves.
 * @returns undefined when `to` serves already
 * @throws InputError when there is nobody to hand over, nobody to take over, or no way to do it
 */
export function successor(job: Job, facts: FactsByHost, to: string | undefined): Succession | undefined {
  const act = domainOf(job)?.switchover;
  const refuse = (message: string): never => {
    throw new InputError([{ message }]);
  };
  if (act === undefined) return refuse('this playbook has no `switchover`; see `definePlaybook`');
  const resolved = knowing(job);
  const places = resolved === undefined ? [] : placesOf(resolved, facts);
  refuseSuccessor(job, to);
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
