/** Names of commands by which one role sees in a plan what another is about to do. */

export const STANDS_DOWN = 'heartbeat stands down until the active director has the same links and keys';

/** Two directors have the virtual address, and this one leaves it to the other. */
export const GIVES_UP = 'heartbeat stands down, as another director has the virtual address, too';

/** Nobody has the virtual address, and heartbeat does not notice. */
export const TAKES = 'this director takes the virtual address, which nobody has';

/** The one who serves goes back to the classic way: nobody else has a table to take over with. */
export const TO_CLASSIC = 'ldirectord runs where the virtual address is';
