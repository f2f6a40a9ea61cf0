import { readdirSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../core/errors.ts';
import { fromEarlier } from './earlier.ts';
import { readOnlyOurs, requireOurDirectories } from './only-ours.ts';
import type { RunEvent, RunRecord } from './record.ts';
import { runHead } from './record.ts';
import { isRunId } from './run-id.ts';

/** All records, the newest first; what cannot be read is left out. @throws InputError where somebody else can have written one */
export const readRecords = (directory: string): readonly RunRecord[] =>
  namesIn(directory)
    .sort()
    .reverse()
    .flatMap((id) => readRecord(directory, id) ?? []);

/** One record; undefined where there is none that can be read. @throws InputError where somebody else can have written it */
export function readRecord(directory: string, id: string): RunRecord | undefined {
  if (!isRunId(id)) return undefined;
  requireOurDirectories(path.dirname(directory), directory, path.join(directory, id));
  const head = runHead.safeParse(parse(read(path.join(directory, id, 'run.json')))).data;
  if (head === undefined) return undefined;
  // The last line of a run that was killed may be cut short.
  const lines = read(path.join(directory, id, 'events.jsonl'))
    .split('\n')
    .map(parse)
    .filter(isEvent)
    .map(fromEarlier);
  return { id, head, events: lines };
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory).filter(isRunId);
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readOnlyOurs(file);
  } catch (error) {
    if (error instanceof InputError) throw error;
    return '';
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const isEvent = (line: unknown): line is RunEvent => typeof line === 'object' && line !== null && 'type' in line;
