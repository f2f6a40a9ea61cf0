/** Names of commands by which one role sees in a plan what another is about to do. */

export const STANDS_DOWN = 'heartbeat stands down until the active director has the same links and keys';

/** The one who serves goes back to the classic way: nobody else has a table to take over with. */
export const TO_CLASSIC = 'ldirectord runs where the virtual address is';
