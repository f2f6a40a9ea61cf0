import { randomBytes } from 'node:crypto';

/** An id for a run: sorts by time, is a file name anywhere, and no two are the same: `20260923T054512Z-3f2a9c`. */
export const newRunId = (now: Date = new Date()): string =>
  `${now.toISOString().replace(/[-:]|\.\d+/g, '')}-${randomBytes(3).toString('hex')}`;

/** Whether a text is a run's id, and so safe as a file name. */
export const isRunId = (text: string): boolean => /^\d{8}T\d{6}Z-[0-9a-f]{6}$/.test(text);
