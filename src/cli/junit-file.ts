import { accessSync, constants } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CheckResult } from '../core/check.ts';
import { InputError } from '../core/errors.ts';
import type { Event } from '../core/events.ts';
import { formatJunit } from '../output/junit.ts';
import type { Recorder } from './run-command.ts';

/** Keeps the checks and writes them, whole or not at all, at the end. @throws InputError where it could not write. */
export function junitFile(file: string): Recorder {
  requireWritable(file);
  const checks: CheckResult[] = [];
  return {
    hear: (event: Event) => {
      if (event.type === 'check') checks.push(event.result);
    },
    save: async ({ hosts, milliseconds }) => {
      const failures = hosts.flatMap(({ failure }) => (failure === undefined ? [] : [failure]));
      const unfinished = `${file}.${process.pid}.tmp`;
      await writeFile(unfinished, formatJunit({ checks, failures, milliseconds }));
      await rename(unfinished, file);
    },
  };
}

function requireWritable(file: string): void {
  try {
    accessSync(path.dirname(path.resolve(file)), constants.W_OK);
  } catch (error) {
    throw new InputError([{ message: `--junit ${file}: its directory cannot be written to: ${String(error)}` }]);
  }
}
