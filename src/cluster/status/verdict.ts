import { EXIT, type ExitCode } from '../../core/errors.ts';
import type { ClusterStatus } from './shape.ts';

/** The exit code that says how a cluster is: two that have the address first, then what does not work, then who is down. */
export function exitOf({ alarms, problems, hosts }: ClusterStatus): ExitCode {
  if (alarms.length > 0) return EXIT.split;
  if (problems.length > 0) return EXIT.unhealthy;
  return hosts.some(({ state }) => state !== 'up') ? EXIT.unreachable : EXIT.done;
}
