import { EXIT, HostError } from '../../core/errors.ts';
import type { HeldLock } from './holder.ts';

/** Who holds a lock, since when, in a sentence's words. */
export function describeHolder({ name, holder }: HeldLock, now: number = Date.now()): string {
  if (holder === undefined) return `run ${name} (its details cannot be read)`;
  const { user, controller, pid, since } = holder;
  return `${user} on ${controller} (process ${pid}, run ${holder.run}) since ${since}${ago(now - Date.parse(since))}`;
}

/** Why a host that is locked is left alone, and what to type. */
export const locked = (host: string, held: HeldLock, unlockCommand: string): HostError =>
  new HostError({
    host,
    exit: EXIT.locked,
    message: `locked by ${describeHolder(held)}`,
    ...(held.holder === undefined ? {} : { output: held.holder.message, outputIs: 'its command' }),
    next: `Wait for that run to end (--lock-wait 10m). If it will not end: ${unlockCommand}`,
  });

function ago(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (Number.isNaN(minutes) || minutes < 0) return '';
  return minutes < 120 ? `, ${minutes} min ago` : `, ${Math.floor(minutes / 60)} h ago`;
}
