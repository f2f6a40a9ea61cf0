import { clientNamespace } from '../model/paths.ts';
import type { ProcessIdentity } from '../system/process.ts';

/** Command line that runs `argv` on this machine, but with the network of the lab's client. Pure. */
export function clientArgv(lab: ProcessIdentity, argv: readonly string[]): string[] {
  return ['nsenter', `--net=/proc/${lab.pid}/root${clientNamespace}`, '--', ...argv];
}
