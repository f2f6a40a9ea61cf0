import { createHash } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import type { Holder } from '../engine/lock/holder.ts';
import { bootId, exists, machineId, startedOf } from './processes.ts';

/** This process on this controller, as locks and records name it. */
export function describeSelf(run: string, message: string): Holder {
  const machine = machineId();
  return {
    run,
    user: userName(),
    controller: hostname(),
    // Not the machine-id itself, which machine-id(5) asks to keep from others.
    machine: machine === '' ? '' : createHash('sha256').update(`umctl ${machine}`).digest('hex').slice(0, 16),
    boot: bootId(),
    pid: process.pid,
    started: startedOf(process.pid),
    since: new Date().toISOString(),
    message,
  };
}

/**
 * Whether another run is known to be over: it ran on this controller, and its process is gone, with another in its
 * place at most. False whenever that cannot be told, as from another controller.
 */
export function isGone(other: Holder, self: Holder): boolean {
  if (!canTell(other, self)) return false;
  if (other.boot !== self.boot) return true;
  return !exists(other.pid) || (other.started !== '' && startedOf(other.pid) !== other.started);
}

/** Whether another run is known to be under way: it began on this controller, and its process is there. */
export const isRunning = (other: Holder, self: Holder): boolean => canTell(other, self) && !isGone(other, self);

/** Whether the run is this controller's, and can be told from runs of others. */
function canTell(other: Holder, self: Holder): boolean {
  const here = other.machine !== '' && other.machine === self.machine && other.controller === self.controller;
  return here && other.boot !== '';
}

/** The user who is logged in; a number where it has no name, as in some containers. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}
