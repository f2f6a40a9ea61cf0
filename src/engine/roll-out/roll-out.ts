import type { Check, CheckResult } from '../../core/check.ts';
import type { HostFailure } from '../../core/errors.ts';
import type { Step } from '../../core/plan.ts';
import { batches, isCareful } from '../../core/rollout.ts';
import { asApproved, type Executed } from '../approve/as-approved.ts';
import { stillAsApproved } from '../approve/still-as-approved.ts';
import { gate } from '../gate/gate.ts';
import { checksBetween, checksOfPlay, wholePlay } from '../gate/gates.ts';
import { stepsOfPlay } from '../observe/steps-of-play.ts';
import type { Run } from '../run/run.ts';
import { changeBatch } from './change-batch.ts';
import { surround } from './hooks.ts';
import { withJoining } from './joining.ts';
import { runNested } from './nested.ts';
import type { DoJob } from './perform.ts';
import { askAgain, placesOf } from './places.ts';
import type { Rolled } from './rolled.ts';

/**
 * Changes the hosts, play by play and batch by batch. First all are observed again, and unless each has the approved
 * plan still, none is touched; a host whose turn comes later is observed once more then. What a play wants done around a
 * host's change is done around it. After each play its plan must be empty there, and checks must pass before others are
 * changed (gates.ts), and before a host joins others that run (joining.ts). The first batch that does not come through is the last one begun.
 */
export async function rollOut(run: Run, { prepared, approved, isUnderLock = false }: Executed): Promise<Rolled> {
  const done = new Map<string, ReadonlySet<string>>();
  const failed = new Map<string, HostFailure>();
  const checks: CheckResult[] = [];
  const begun = new Set<string>();
  const ended = (complete: boolean): Rolled => {
    for (const host of complete ? [] : begun) {
      const left = (approved.steps.get(host) ?? []).filter(({ id }) => done.get(host)?.has(id) !== true);
      if (left.length > 0)
        run.report({ type: 'steps-left', host, ids: left.map(({ id }) => id), titles: left.map(({ title }) => title) });
    }
    return { done: new Map([...done].map(([host, { size }]) => [host, size])), failed, checks, complete };
  };
  const fail = (failures: ReadonlyMap<string, HostFailure>): void => {
    for (const [host, failure] of failures) failed.set(host, failure);
  };
  const passes = async (asked: readonly Check[]): Promise<boolean> => {
    const results = await gate(asked, run, { patient: true });
    checks.push(...results);
    return !results.some(({ complaint }) => complaint !== undefined);
  };
  const first = await asApproved(run, { prepared, approved, isUnderLock });
  fail(first.failed);
  if (failed.size > 0) return ended(false);
  const onDone = (host: string, id: string): unknown => done.set(host, new Set([...(done.get(host) ?? []), id]));
  const doJob: DoJob = (job) => runNested({ ...run, job }, rollOut);
  let { facts } = first;
  const steps = (host: string, play: number): readonly Step[] => stepsOfPlay(prepared, approved, host, play);
  const work = run.job.plays.map(({ hosts }, play) =>
    hosts.flatMap(({ name }) => (steps(name, play).length > 0 ? [name] : [])),
  );
  const hasWork = (play: number): boolean => (work[play]?.length ?? 0) > 0;
  const provenLast = run.job.plays.map((one) => one.play.provenLast?.(placesOf(one, first.facts)) === true);
  const isProvenLast = (play: number): boolean => provenLast[play] === true;
  for (const [index, resolved] of run.job.plays.entries()) {
    const { play, hosts } = resolved;
    if (!hasWork(index)) continue;
    const stepsOf = (host: string): readonly Step[] => steps(host, index);
    // Who serves may be another by what earlier plays have done.
    if (begun.size > 0) facts = await askAgain(run, facts);
    const places = placesOf(resolved, facts);
    const careful = isCareful(play, places);
    const rollout = withJoining(batches(play, work[index] ?? [], places, { of: hosts.length }), {
      play,
      places,
      stepsOf,
    });
    for (const [number, { batch, proof }] of rollout.entries()) {
      if (run.signal.aborted) return ended(false);
      const late = begun.size === 0 ? [] : batch.filter((host) => !begun.has(host));
      fail(await stillAsApproved(late, run, { prepared, approved }));
      if (failed.size > 0) return ended(false);
      if (proof.length > 0 && !(await passes(proof))) return ended(false);
      for (const host of batch) begun.add(host);
      for (const when of ['before', 'after'] as const) {
        const around = await surround(run, { when, resolved, hosts: batch, stepsOf, facts, doJob });
        facts = around.facts;
        checks.push(...around.checks);
        fail(around.failed);
        if (!around.complete || run.signal.aborted) return ended(false);
        if (when === 'after') continue;
        const change = { hosts: batch, play: index, stepsOf, onDone };
        fail((await changeBatch(run, { prepared, batch: change })).failed);
        if (failed.size > 0 || run.signal.aborted) return ended(false);
      }
      const last = number === rollout.length - 1;
      const isOver = !work.slice(index + 1).some(({ length }) => length > 0);
      const due = (): readonly Check[] => {
        // A first set-up is proven at its end.
        if (!careful) return [];
        if (!last) return checksBetween(prepared.composition, batch, { play: index, hasWork, isProvenLast });
        if (isProvenLast(index)) return [];
        if (play.gate === 'play') return wholePlay(prepared.composition, index);
        // What ends the run proves all there is.
        return isOver ? [] : checksOfPlay(prepared.composition, batch, index);
      };
      const chosen = typeof play.gate === 'function' ? play.gate(due()) : due();
      if (chosen.length === 0) continue;
      if (!(await passes(chosen))) return ended(false);
    }
  }
  return ended(true);
}
