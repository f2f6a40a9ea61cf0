import type { Identity } from '../../../src/core/resource.ts';

/*
 * Keys of commands by which others see in a plan what a role is about to do. They are in records and saved plans: what
 * people read of a command is its name, which may change, and its key may not.
 */

/** Whether a step or a resource is the command of this key. */
export const isCommand =
  (key: string) =>
  (one: Identity): boolean =>
    one.type === 'command' && one.key === key;

export const STANDS_DOWN = 'heartbeat stands down until the active director has the same links and keys';

/** Two directors have the virtual address, and this one leaves it to the other. */
export const GIVES_UP = 'heartbeat stands down, as another director has the virtual address, too';

/** Nobody has the virtual address, and heartbeat does not notice. */
export const TAKES = 'this director takes the virtual address, which nobody has';

/** What settles which director balances. */
export const HEARS = 'this director hears of the connections of the other';
export const DIRECTS = 'this director directs exactly while it has the virtual address';
export const WHOLE = 'no hand-over is left half-way';
export const ANYWHERE = 'IPVS directs wherever it has a table, which is on one director';

/** The one who serves goes back to the classic way: nobody else has a table to take over with. */
export const TO_CLASSIC = 'ldirectord runs where the virtual address is';
