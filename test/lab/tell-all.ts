import { test } from 'vitest';

/** A part of a story that CI has no time for: `npm run test:long` tells it, with the rest of that story. */
export function longTest(name: string, tell: () => Promise<void>): void {
  test.runIf(process.env['TELL_ALL'] === '1')(name, tell);
}
