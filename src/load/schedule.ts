/**
 * Calls `work` at fixed times, every so many milliseconds from the start on, whatever became of the calls before: a
 * schedule that waits for answers measures least just when they stay away. A call that could not be made in time is made
 * at once. `due` is in milliseconds since the start; turns are counted from 0.
 * @returns ends the schedule
 */
export function atFixedTimes(everyMilliseconds: number, work: (due: number, turn: number) => void): () => void {
  const start = performance.now();
  let next = 0;
  let timer: NodeJS.Timeout | undefined;
  const tick = (): void => {
    while (next * everyMilliseconds <= performance.now() - start) work(next * everyMilliseconds, next++);
    timer = setTimeout(tick, Math.max(0, start + next * everyMilliseconds - performance.now()));
  };
  tick();
  return () => clearTimeout(timer);
}
