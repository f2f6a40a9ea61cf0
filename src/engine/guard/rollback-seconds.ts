/** How long after a change that may cut it off a host waits for umctl to log in again before it undoes it, in seconds. */
export const ROLLBACK_SECONDS = 60;
