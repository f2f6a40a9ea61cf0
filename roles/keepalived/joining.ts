import { read } from '../../src/core/fact.ts';
import type { Place } from '../../src/core/play.ts';
import { keepalivedFact } from './version/fact.ts';

/** Whether umctl has made the host a director under keepalived already. */
export const isDirector = ({ facts }: Pick<Place, 'facts'>): boolean => read(facts, keepalivedFact).director === true;

/**
 * Active ones after standbys, and after them those that join: with unicast they hear nobody, and take nobody for active, before
 * the others have them among their peers.
 */
export function joiningLast(places: readonly Place[]): readonly Place[] {
  const serves = places.some((place) => place.active && isDirector(place));
  const rank = (place: Place): number => (place.active ? 1 : serves && !isDirector(place) ? 2 : 0);
  return places.toSorted((a, b) => rank(a) - rank(b));
}
