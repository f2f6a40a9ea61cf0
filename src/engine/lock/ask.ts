import { type Query, query } from '../../core/query.ts';
import { type HeldLock, parseLock } from './holder.ts';
import { showLock } from './shell.ts';

/** Asks a host who has it locked. */
export const askLock: Query<HeldLock | undefined> = query({ run: showLock }, ({ stdout }) => parseLock(stdout));
