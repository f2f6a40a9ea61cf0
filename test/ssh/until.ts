import { setTimeout as pause } from 'node:timers/promises';

/** Waits until `condition` gives something, looking every 20 ms. @throws after `limit` milliseconds, saying what is missing. */
export async function until<T>(
  what: string,
  condition: () => T | undefined | false | Promise<T | undefined | false>,
  limit = 60_000,
): Promise<T> {
  const deadline = Date.now() + limit;
  while (Date.now() < deadline) {
    const result = await condition();
    if (result !== undefined && result !== false) return result;
    await pause(20);
  }
  throw new Error(`waited ${limit} ms in vain: ${what}`);
}
