import { type Query, query } from '../../core/query.ts';
import { tidy } from '../../core/tidy.ts';
import { type HeldLock, parseLock } from './holder.ts';
import { showLock } from './shell.ts';

/** Asks a host who has it locked. */
export const askLock: Query<HeldLock | undefined> = query({ run: tidy(showLock) }, ({ stdout }) => parseLock(stdout));
