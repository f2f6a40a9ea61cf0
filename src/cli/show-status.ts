import type { Column } from '../cluster/ports/status.ts';
import { clusterStatusOf } from '../cluster/status/cluster.ts';
import { columnsOf } from '../cluster/status/columns.ts';
import { statusOnce } from '../cluster/status/once.ts';
import type { ClusterStatus } from '../cluster/status/shape.ts';
import { exitOf } from '../cluster/status/verdict.ts';
import { watchStatus } from '../cluster/status/watch.ts';
import type { Summary } from '../core/events.ts';
import { withJobChosen } from '../engine/choose/choose-job.ts';
import type { Watch } from '../engine/run/session.ts';
import type { Invocation } from '../output/invocation.ts';
import { jsonLine } from '../output/json.ts';
import { coloured, uncoloured } from '../output/paint.ts';
import { formatStatus } from '../output/status.ts';
import { statusChanges } from '../output/status-changes.ts';
import { statusNext } from '../output/status-next.ts';
import type { View } from '../output/view.ts';
import type { SharedOptions } from './options.ts';
import { redraw, toStdout } from './print.ts';
import type { OpenedSession } from './session.ts';
import { canDraw, wantsColour } from './terminal.ts';

type Options = SharedOptions & { readonly watch?: boolean };

/** Shows nothing of the run itself: the status is all there is to see. */
export const quiet: View = { report: () => {}, settle: async () => {} };

/** Prints the status of a cluster, once or until the run is interrupted. */
export async function showStatus(
  asking: OpenedSession,
  watch: Watch,
  { invocation, ...options }: Options & { readonly invocation: Invocation },
): Promise<Summary> {
  const start = performance.now();
  const session = await withJobChosen(asking, watch);
  const cluster = clusterStatusOf(session.job);
  const columns = columnsOf(cluster.stack);
  let last: ClusterStatus | undefined;
  const show = (found: ClusterStatus): void => {
    const status = session.redact(found);
    printStatus(status, last, { ...options, invocation, columns });
    last = status;
  };
  if (options.watch === true) await watchStatus(session, watch, cluster, show);
  else show(await statusOnce(session, watch, cluster));
  const hosts = cluster.hosts.map(({ name }) => ({
    host: name,
    outcome: 'unchanged' as const,
    planned: 0,
    done: 0,
  }));
  const checks = { passed: 0, failed: 0 };
  const exit = last === undefined ? 0 : exitOf(last);
  return { command: 'status', exit, hosts, checks, milliseconds: performance.now() - start };
}

function printStatus(
  status: ClusterStatus,
  before: ClusterStatus | undefined,
  { columns, ...options }: Options & { readonly invocation: Invocation; readonly columns: readonly Column[] },
): void {
  const text = (): readonly string[] => [
    ...formatStatus(status, { columns, paint }),
    ...statusNext(status, options.invocation),
  ];
  const paint = wantsColour(options) ? coloured : uncoloured;
  if (options.json === true) toStdout([jsonLine(status)]);
  else if (options.watch !== true) toStdout(text());
  else if (!canDraw()) toStdout(statusChanges(before, status));
  else draw(text());
}

/** Over what was there, and as much of it as the terminal has rows for; one that does not say has enough. */
function draw(lines: readonly string[]): void {
  const { rows = 0 } = process.stdout;
  const fits = rows === 0 || lines.length < rows;
  const shown = fits ? lines : [...lines.slice(0, Math.max(1, rows - 2)), '… the rest needs a taller terminal'];
  redraw(shown);
}
