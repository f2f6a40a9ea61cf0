import type { Desired } from '../../core/compose.ts';
import type { Connection } from '../../core/connection.ts';
import { HostError } from '../../core/errors.ts';
import type { Guard } from '../../core/guard.ts';
import type { Step } from '../../core/plan.ts';
import { type ChangeOptions, change } from '../roll-out/change.ts';
import type { Fleet } from '../run/fleet.ts';
import { confirm } from './confirm.ts';
import { cutOff, stuck, unguarded } from './cut-off.ts';
import { ROLLBACK_SECONDS } from './rollback-seconds.ts';
import { arm } from './shell.ts';

export interface GuardedOptions extends ChangeOptions {
  readonly fleet: Fleet;
  /** The ways back, by the id of the step. */
  readonly guards: ReadonlyMap<string, Guard>;
  /** See {@link ROLLBACK_SECONDS}. */
  readonly seconds?: number;
}

/** The guards of what is wanted on a host. */
export const guardsOf = ({ plays }: Pick<Desired, 'plays'>): ReadonlyMap<string, Guard> =>
  new Map(plays.flat().flatMap(({ id, guard }) => (guard === undefined ? [] : [[id, guard] as const])));

/**
 * Runs the steps of a plan on a host as {@link change} does. Where some may cut umctl off, the host has the way back
 * ready before the first of these; they are confirmed over a link that is made after the last, and the rest follows. A
 * login is what decides, whatever else became of the steps.
 * @returns the connection to go on with, or undefined when the run was stopped before all were done
 * @throws HostError when a step failed, or when the host had to undo what was changed
 */
export async function changeGuarded(
  connection: Connection,
  planned: readonly Step[],
  options: GuardedOptions,
): Promise<Connection | undefined> {
  const { guards, run, seconds = ROLLBACK_SECONDS } = options;
  const steps = planned.map((step) => (guards.has(step.id) ? endsBefore(seconds, step) : step));
  const guarded = steps.filter(({ id }) => guards.has(id));
  const [first, last] = [guarded[0], guarded.at(-1)].map((step) => (step === undefined ? -1 : steps.indexOf(step)));
  if (first === undefined || last === undefined || last < 0)
    return (await change(connection, steps, options)) ? connection : undefined;

  const ways = guarded.flatMap(({ id }) => guards.get(id) ?? []);
  const armed = arm(run, { undo: ways.map(({ undo }) => undo), seconds });
  let done = 0;
  const onDone = (id: string): void => {
    done++;
    options.onDone(id);
  };
  const before = ({ id }: Step) => (guards.has(id) ? [armed] : []);
  const outcome = await change(connection, steps, { ...options, onDone, before, to: last + 1, next: [] }).catch(
    (error) => {
      if (error instanceof HostError && done >= first) return error;
      throw error;
    },
  );
  if (outcome === false && done <= first) return undefined;
  const changed = { seconds, ways, ids: guarded.map(({ id }) => id) };
  const { connection: fresh, verdict } = await confirm(connection.host, { ...options, ...changed });
  if (verdict === 'undone') throw cutOff(connection.host, changed);
  if (verdict === 'stuck') throw stuck(connection.host, changed);
  if (outcome instanceof HostError) throw outcome;
  if (verdict === 'not armed' && outcome) throw unguarded(connection.host, changed);
  return outcome && (await change(fresh, steps, { ...options, from: last + 1 })) ? fresh : undefined;
}

/** The step, by itself, with so little time that it is over, killed if need be, well before the host may undo it. */
const endsBefore = (seconds: number, { command: { several: _, ...command }, ...step }: Step): Step => ({
  ...step,
  command: { ...command, withinSeconds: Math.min(command.withinSeconds ?? seconds, Math.ceil(seconds / 2)) },
});
