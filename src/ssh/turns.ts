import pLimit from 'p-limit';
import type { Target } from './target.ts';

/** Has work wait for its turn. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** The turns of who logs in at a server; undefined for one that is reached through another. */
export type TurnsAt = (door: Pick<Target, 'hostname' | 'port'> | undefined) => Turns;

/** sshd refuses some of the connections beyond so many that are not logged in yet: MaxStartups 10:30:100 of sshd_config(5). */
const AT_ONE_DOOR = 8;

/** A login costs this program some 5 ms of computing; more at once would only wait for each other. */
const AT_ONCE = 96;

/**
 * Bounds how many logins are under way: altogether, and at one server, which may be the way to many hosts. Hosts that only
 * wait, for an answer or for their own work, take no turn.
 */
export function createTurns(): TurnsAt {
  const all = pLimit(AT_ONCE);
  const doors = new Map<string, Turns>();
  return (door) => {
    if (door === undefined) return all;
    const name = JSON.stringify([door.hostname, door.port]);
    const known = doors.get(name);
    if (known !== undefined) return known;
    const atDoor = pLimit(AT_ONE_DOOR);
    const turns: Turns = (work) => atDoor(() => all(work));
    doors.set(name, turns);
    return turns;
  };
}
