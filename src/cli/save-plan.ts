import path from 'node:path';
import type { Report, Summary } from '../core/events.ts';
import type { PlannedOperation } from '../core/play.ts';
import type { Watch } from '../engine/run/session.ts';
import type { Invocation } from '../output/invocation.ts';
import { type SavedPlan, shownSteps, writePlan } from '../records/saved-plan.ts';
import { inventoryRecord } from './inventory-record.ts';
import type { Allowing, SharedOptions } from './options.ts';
import { writeOutput } from './output-file.ts';
import type { Running } from './run-command.ts';
import { version } from './version.ts';

/**
 * Does `work` and saves the plan that it shows, for `umctl apply --plan`. A plan that lacks a host is not saved: nobody
 * could tell later that it was not all.
 */
export async function savingPlan(
  file: string,
  { session, watch, invocation }: Pick<Running, 'session' | 'watch' | 'invocation'>,
  options: SharedOptions & Allowing,
  work: (watch: Watch) => Promise<Summary>,
): Promise<Summary> {
  const hosts: SavedPlan['hosts'][number][] = [];
  const acts: PlannedOperation[] = [];
  const report: Report = (event) => {
    if (event.type === 'act-planned') acts.push({ host: event.host, name: event.name });
    if (event.type === 'plan') hosts.push({ host: event.host, steps: shownSteps(session.redact(event.steps)) });
    watch.report(event);
  };
  const summary = await work({ ...watch, report });
  if (summary.hosts.some(({ failure }) => failure !== undefined) || watch.signal.aborted) {
    watch.report({ type: 'warning', message: `the plan is not saved to ${file}, because it is incomplete` });
    return summary;
  }
  const plan: SavedPlan = {
    format: 1,
    umctl: version(),
    made: new Date().toISOString(),
    inventory: inventoryRecord(invocation, session.job),
    selection: selectionOf(invocation, options),
    ...(invocation.playbook === undefined ? {} : { code: session.code() }),
    hosts,
    acts,
  };
  await writeOutput(file, writePlan(plan), { mode: 0o600 });
  return { ...summary, savedTo: file };
}

const selectionOf = (
  { playbook, limit }: Invocation,
  { tags, skipTags, allowSilentGateway }: SharedOptions & Allowing,
): SavedPlan['selection'] => ({
  ...(playbook === undefined ? {} : { playbook: path.resolve(playbook) }),
  ...(limit === undefined ? {} : { limit }),
  ...(tags === undefined ? {} : { tags }),
  ...(skipTags === undefined ? {} : { skipTags }),
  ...(allowSilentGateway === undefined ? {} : { allowSilentGateway }),
});
