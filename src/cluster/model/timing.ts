/**
 * How long a cluster that has just been started may take to serve, in seconds: a joint start was measured to take up to
 * 37 s, and a director may first wait for the other one.
 */
export const SETTLES_WITHIN = 90;
