import type { Lab } from '../../../lab/index.ts';
import type { Outcome } from '../../../lab/system/run.ts';
import { umctl } from '../umctl.ts';

/** What umctl said on the way from two bare hosts to a cluster, in this order. */
export interface Beginning {
  readonly apply: Outcome;
  readonly again: Outcome;
  readonly verify: Outcome;
}

/** What it said before that. */
export interface Bare {
  readonly plan: Outcome;
  /** An apply that nobody can be asked about. */
  readonly unasked: Outcome;
  /** Whether heartbeat was there after it, by ls(1). */
  readonly touched: Outcome;
}

const runOf =
  (lab: Lab) =>
  (command: string, ...args: readonly string[]) =>
    umctl([command, lab.files.inventory, ...args]);

/** Asks about a lab's bare hosts, and leaves them so. */
export async function askBare(lab: Lab): Promise<Bare> {
  const run = runOf(lab);
  return {
    plan: await run('plan', '--detailed-exitcode'),
    unasked: await run('apply'),
    touched: await lab.exec('n1', 'ls -d /usr/libexec/heartbeat'),
  };
}

/** Makes a cluster of a lab's bare hosts. */
export async function begin(lab: Lab): Promise<Beginning> {
  const run = runOf(lab);
  return {
    apply: await run('apply', '--yes', '--json'),
    again: await run('plan', '--detailed-exitcode'),
    verify: await run('verify', '--wait', '4m'),
  };
}
