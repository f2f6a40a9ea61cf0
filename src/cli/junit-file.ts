import { accessSync, constants, statSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import type { CheckResult } from '../core/check.ts';
import type { Event } from '../core/events.ts';
import { formatJunit } from '../output/junit.ts';
import type { Recorder } from './run-command.ts';

/** Keeps the checks and writes them, whole or not at all, at the end. A usage error where it could not. */
export function junitFile(command: Command, file: string): Recorder {
  const folder = path.dirname(path.resolve(file));
  if (!isWritable(folder)) command.error(`error: --junit ${file}: ${folder} is no directory that can be written to`);
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

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
