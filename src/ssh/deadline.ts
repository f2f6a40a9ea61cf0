/** How long an exchange may take. */
export interface ExchangeLimits {
  /** The time limits of what is asked or run on the host, in order, in seconds. */
  readonly seconds: readonly number[];
  /** What comes on top of a limit: for the link, and for a busy host. */
  readonly slackSeconds: number;
  /** What the host may wait for before it begins. */
  readonly beforehandSeconds?: number | undefined;
}

/** Watches that an exchange goes on, and comes to its end. */
export interface Deadline {
  /** So many bytes came, or are to go, and have the time that they take on a slow link. */
  moved(bytes: number): void;
  /** The script is under way: the time of the whole begins now. */
  started(): void;
  /** The host has gone on: `answered` of its answers are here. */
  wentOn(progress: { readonly answered: number; readonly begun: boolean }): void;
  stop(): void;
}

/** Whatever is slower is no link to work over, in bytes a millisecond: about 8 KiB a second. */
const SLOWEST = 8;

/** So long a host may take to end what has used up its time (`timeout -k`), in seconds. */
const TO_END = 10;

/**
 * Calls `onTooLate` once the next answer is overdue by its own limit, or the exchange by the sum of all. Noise, and answers
 * said twice, are no progress. A host that was `quiet` to the last has stopped answering.
 */
export function createDeadline(
  { seconds, slackSeconds, beforehandSeconds = 0 }: ExchangeLimits,
  onTooLate: (quiet: boolean) => void,
): Deadline {
  const slack = slackSeconds * 1000;
  const beforehand = beforehandSeconds * 1000;
  const whole = seconds.reduce((sum, one) => sum + (one + TO_END) * 1000, slack + beforehand);
  const next = { limit: slack + beforehand + (seconds[0] ?? 0) * 1000, since: performance.now(), bytes: 0 };
  const all = { limit: whole, since: next.since, bytes: 0 };
  let heard = next.since;
  let timer: NodeJS.Timeout | undefined;
  const left = (): number => {
    const ends = [next, all].map(({ limit, since, bytes }) => since + limit + bytes / SLOWEST);
    return Math.min(...ends) - performance.now();
  };
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(
      () => (left() > 0 ? wait() : onTooLate(performance.now() - heard > slack / 2)),
      Math.max(1, left()),
    );
  };
  wait();
  const begin = (one: typeof next): void => {
    Object.assign(one, { since: performance.now(), bytes: 0 });
  };
  return {
    moved(bytes) {
      heard = performance.now();
      next.bytes += bytes;
      all.bytes += bytes;
    },
    started() {
      begin(next);
      begin(all);
      wait();
    },
    wentOn({ answered, begun }) {
      begin(next);
      next.limit = slack + (seconds[answered] ?? 0) * 1000 + (begun || answered > 0 ? 0 : beforehand);
      wait();
    },
    stop: () => clearTimeout(timer),
  };
}
