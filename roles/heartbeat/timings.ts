/** Heartbeat's timings, in seconds; those that are not given follow from `deadtime`. */
export interface HeartbeatTimings {
  readonly keepalive: number;
  readonly warntime: number;
  readonly deadtime: number;
  readonly initdead: number;
}

type Given = { readonly deadtime: number } & { readonly [K in keyof HeartbeatTimings]?: number | undefined };

/**
 * Six beats before a node is dead (ten would be more work for every node and serial line), and a warning half-way between
 * one late beat and that. At the first start a node waits longer for the other, as networks take their time to come up: at
 * least twice `deadtime`, says the ha.cf that heartbeat ships with.
 */
export const timings = ({ deadtime, keepalive = deadtime / 6, warntime, initdead }: Given): HeartbeatTimings => ({
  keepalive,
  warntime: warntime ?? (keepalive + deadtime) / 2,
  deadtime,
  initdead: initdead ?? Math.max(10, deadtime * 2),
});

/** As ha.cf(5) writes a time: whole seconds, or milliseconds. */
export const haTime = (seconds: number): string =>
  Number.isInteger(seconds) ? String(seconds) : `${Math.round(seconds * 1000)}ms`;
