import { type Director, priorityOf } from '../router.ts';

/**
 * Priorities that a director has in turn, whatever the inventory gives it for standing by: the highest is active. See
 * umctl-notify.
 */
export const LEVELS = { unready: 2, wanted: 235, young: 238, active: 240, alone: 242 } as const;

/** Between what is lower than any standby and what is higher, with room for one that is just below another. */
const [LOWEST, HIGHEST] = [LEVELS.unready + 3, LEVELS.wanted - 5] as const;

/** How far apart standbys are whose own priorities leave no room. */
const STEP = 10;

/** The directors, the first to take over first, with the priorities that they have while they stand by. */
export function succession<D extends Director>(directors: readonly D[]): readonly (D & { readonly standby: number })[] {
  const ranked = directors
    .map((director) => ({ ...director, standby: priorityOf(director) }))
    .toSorted((a, b) => b.standby - a.standby);
  const fit = ranked.every(({ standby }) => standby >= LOWEST && standby <= HIGHEST);
  return fit
    ? ranked
    : ranked.map((one, place) => ({ ...one, standby: Math.max(LOWEST, HIGHEST - STEP * (place + 1)) }));
}
