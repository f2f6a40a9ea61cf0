import { EXIT, HostError } from '../../core/errors.ts';
import type { Step } from '../../core/plan.ts';
import { askHost } from '../../core/query.ts';
import { notConverged } from '../approve/differences.ts';
import type { Prepared } from '../compose/prepared.ts';
import { changeGuarded, guardsOf } from '../guard/change-guarded.ts';
import { askSteps } from '../observe/observe.ts';
import type { Outcomes } from '../run/fleet.ts';
import type { Run } from '../run/run.ts';
import { withDenials } from './denied.ts';

/** The hosts that are changed together, in which play, and what is done there. */
export interface Batch {
  readonly hosts: readonly string[];
  /** The number of the play, from 0. */
  readonly play: number;
  readonly stepsOf: (host: string) => readonly Step[];
  /** Hears of each step that is done. */
  readonly onDone: (host: string, id: string) => void;
}

/** Changes the hosts of a batch side by side; afterwards the plan of the play must be empty on each. */
export const changeBatch = (
  run: Run,
  { prepared, batch }: { readonly prepared: Prepared; readonly batch: Batch },
): Promise<Outcomes<void>> => {
  const { hosts, play, stepsOf } = batch;
  return run.fleet.each({ phase: 'apply', hosts, steps: (host) => stepsOf(host).length }, async (connection, host) => {
    const desired = prepared.composition.desired.get(host);
    if (desired === undefined) return;
    // What other plays want is not asked for: a host takes long to answer, and their turn comes.
    const mine = { ...desired, plays: desired.plays.slice(play, play + 1) };
    const proof = askSteps(mine, run.secrets);
    const { report, signal, fleet } = run;
    const start = performance.now();
    // When the step began that runs.
    let began = start;
    const options = {
      report,
      signal,
      run: run.identity.holder.run,
      onDone: (id: string) => {
        began = performance.now();
        batch.onDone(host, id);
      },
      fleet,
      guards: guardsOf(desired),
      next: proof.asks,
    };
    const selinux = prepared.gathered.facts.get(host)?.selinux ?? 'disabled';
    const now = await changeGuarded(connection, stepsOf(host), options).catch(async (error: unknown) => {
      throw await withDenials(error, { host, selinux, fleet, began });
    });
    // A host that was stopped between two steps is not through, and nobody is to count it so.
    if (now === undefined) throw new HostError({ host, exit: EXIT.interrupted, message: 'stopped between two steps' });
    const unfinished = await askHost(now, proof);
    // A service may have come up, and been denied what it needs a moment later.
    if (unfinished.length > 0)
      throw await withDenials(notConverged(host, unfinished), { host, selinux, fleet, began: start });
  });
};
