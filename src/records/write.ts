import { appendFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Event } from '../core/events.ts';
import { safeJson } from '../core/safe-json.ts';
import { requireOurDirectories } from './only-ours.ts';
import type { RunError, RunHead } from './record.ts';
import { isRunId } from './run-id.ts';
import { RUNS_KEPT } from './state-directory.ts';

/** A record that is being written. */
export interface OpenRecord {
  /** Writes an event down before it returns, so that a run that is killed leaves all it had done. */
  readonly hear: (event: Event | RunError) => void;
}

/**
 * Begins the record of a run: a directory of its own, readable by its user only. Secrets are written as the names and
 * fingerprints that people are shown. The oldest records beyond {@link RUNS_KEPT} are removed.
 * @throws Error from the file system where it cannot be written
 */
export function openRecord(directory: string, head: RunHead, now: () => Date = () => new Date()): OpenRecord {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  requireOurDirectories(path.dirname(directory), directory);
  for (const old of oldest(directory)) rmSync(path.join(directory, old), { recursive: true, force: true });
  const mine = path.join(directory, head.by.run);
  mkdirSync(mine, { mode: 0o700 });
  writeFileSync(path.join(mine, 'run.json'), `${safeJson(head)}\n`, { mode: 0o600, flag: 'wx' });
  const events = path.join(mine, 'events.jsonl');
  return {
    hear: (event) => appendFileSync(events, `${safeJson({ at: now().toISOString(), ...event })}\n`, { mode: 0o600 }),
  };
}

/** The records to remove, so that with a new one there are as many as are kept. */
const oldest = (directory: string): readonly string[] =>
  readdirSync(directory)
    .filter(isRunId)
    .sort()
    .slice(0, -(RUNS_KEPT - 1));
