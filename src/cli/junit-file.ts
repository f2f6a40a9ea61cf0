import type { Command } from 'commander';
import type { CheckResult } from '../core/check.ts';
import type { Event } from '../core/events.ts';
import { formatJunit } from '../output/junit.ts';
import { requireWritable, writeOutput } from './output-file.ts';
import type { Recorder } from './run-command.ts';

/** Keeps the checks and writes them, whole or not at all, at the end. A usage error where it could not. */
export function junitFile(command: Command, file: string): Recorder {
  requireWritable(command, '--junit', file);
  const checks: CheckResult[] = [];
  return {
    hear: (event: Event) => {
      if (event.type === 'check') checks.push(event.result);
    },
    save: async ({ hosts, milliseconds }) => {
      const failures = hosts.flatMap(({ failure }) => (failure === undefined ? [] : [failure]));
      await writeOutput(file, formatJunit({ checks, failures, milliseconds }), { mode: 0o666 });
    },
  };
}
