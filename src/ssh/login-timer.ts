/** Limits how long a login takes, without the time that it spends waiting for another host. */
export interface LoginTimer {
  /** Stops the clock while `work` is under way. */
  pausedFor<T>(work: Promise<T>): Promise<T>;
  stop(): void;
}

export function createLoginTimer(milliseconds: number, onTooLong: () => void): LoginTimer {
  let left = milliseconds;
  let since = performance.now();
  let timer: NodeJS.Timeout | undefined = setTimeout(onTooLong, left);
  let isOver = false;
  const stop = (): void => {
    clearTimeout(timer);
    isOver = true;
  };
  return {
    async pausedFor(work) {
      clearTimeout(timer);
      left -= performance.now() - since;
      try {
        return await work;
      } finally {
        since = performance.now();
        if (!isOver) timer = setTimeout(onTooLong, Math.max(0, left));
      }
    },
    stop,
  };
}
