/**
 * How long a cluster that has just been started may take to serve, in seconds: a joint start was measured to take up to
 * 37 s, and heartbeat waits for the other node for `initdead` first.
 */
export const SETTLES_WITHIN = 90;
