import path from 'node:path';
import { EXIT } from '../core/errors.ts';
import type { Report, Summary } from '../core/events.ts';
import type { Session, Watch } from '../engine/run/session.ts';
import type { Invocation } from '../output/invocation.ts';
import type { RunError, RunHead } from '../records/record.ts';
import { runsDirectory } from '../records/state-directory.ts';
import { type OpenRecord, openRecord } from '../records/write.ts';
import { inventoryRecord } from './inventory-record.ts';
import { refusalOf } from './refusal.ts';
import type { OpenedSession } from './session.ts';
import { version } from './version.ts';

/**
 * Does `work` and leaves a record of it on the controller. A controller where nothing can be written (a full disk, no
 * home) is told of, and keeps nobody from mending a cluster.
 */
export async function withRecord(
  { session, watch }: { readonly session: Session & Pick<OpenedSession, 'redact'>; readonly watch: Watch },
  invocation: Invocation,
  work: (watch: Watch) => Promise<Summary>,
): Promise<Summary> {
  // What changes nothing leaves nothing on record.
  if (session.onlyShows === true) return work(watch);
  const { command, inventory: _, moreInventories: __, playbook, ...selection } = invocation;
  const { redact, identity: run } = session;
  const { holder } = run;
  const head: RunHead = {
    format: 1,
    command,
    version: version(),
    by: holder,
    inventory: inventoryRecord(invocation, session.job),
    selection: { ...selection, ...(playbook === undefined ? {} : { playbook: path.resolve(playbook) }) },
  };
  const record = carefully(watch.report, () => openRecord(runsDirectory(), head));
  const report: Report = (event) => {
    const shown = redact(event);
    record.hear(shown);
    watch.report(shown);
  };
  try {
    const done = redact(await work({ ...watch, report }));
    // As the process ends: whatever else kept the run from its end, it was told to.
    const summary = watch.signal.aborted ? { ...done, exit: EXIT.interrupted } : done;
    record.hear({ type: 'summary', summary });
    return record.works() ? { ...summary, run: holder.run } : summary;
  } catch (error) {
    const { exit, problems } = refusalOf(error, { verbosity: 0, signal: watch.signal, redact });
    const last: RunError = { type: 'error', exit, problems };
    record.hear(last);
    throw error;
  }
}

/** A record that says once that it cannot be written, and then keeps quiet. */
function carefully(report: Report, open: () => OpenRecord): OpenRecord & { readonly works: () => boolean } {
  let record: OpenRecord | undefined;
  const attempt = (write: () => void): void => {
    try {
      write();
    } catch (error) {
      record = undefined;
      const why = error instanceof Error ? error.message : String(error);
      report({ type: 'warning', message: `this run is not recorded any further: ${why}` });
    }
  };
  attempt(() => {
    record = open();
  });
  return { hear: (event) => attempt(() => record?.hear(event)), works: () => record !== undefined };
}
