/** Watches how long nothing is heard. */
export interface Silence {
  /** Something was heard: the wait begins anew. */
  broken(): void;
  /** Nobody waits any longer. */
  stop(): void;
}

/** Calls `onTooLong` once nothing has been heard for as long as `patience` says, in milliseconds, at the last sound. */
export function watchSilence(patience: () => number, onTooLong: () => void): Silence {
  let timer = setTimeout(onTooLong, patience());
  let watching = true;
  return {
    broken() {
      if (!watching) return;
      clearTimeout(timer);
      timer = setTimeout(onTooLong, patience());
    },
    stop() {
      watching = false;
      clearTimeout(timer);
    },
  };
}
