import type { Command } from 'commander';
import type { Event } from '../core/events.ts';
import { formatJunit, type TimedCheck } from '../output/junit.ts';
import { ofCluster } from '../output/of-cluster.ts';
import { requireWritable, writeOutput } from './output-file.ts';
import type { Recorder } from './run-command.ts';

/** Keeps the checks and writes them, whole or not at all, at the end. A usage error where it could not. */
export function junitFile(command: Command, file: string): Recorder {
  requireWritable(command, '--junit', file);
  const checks: TimedCheck[] = [];
  /** By host. */
  const failedAfter = new Map<string, number>();
  let stageBegan = performance.now();
  return {
    hear: (heard: Event) => {
      const event = ofCluster(heard);
      const took = performance.now() - stageBegan;
      if (event.type === 'phase') stageBegan = performance.now();
      if (event.type === 'check') checks.push({ result: event.result, took });
      if (event.type === 'host-failed') failedAfter.set(event.host, took);
    },
    save: async ({ hosts, milliseconds }) => {
      const failures = hosts.flatMap(({ host, failure }) =>
        failure === undefined ? [] : [{ failure, took: failedAfter.get(host) ?? 0 }],
      );
      await writeOutput(file, formatJunit({ checks, failures, milliseconds }), { mode: 0o666 });
    },
  };
}
