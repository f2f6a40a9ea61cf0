import { clustersAtWork } from '../cluster/clusters/pick.ts';
import { clusterStatusOf } from '../cluster/status/cluster.ts';
import { columnsOf } from '../cluster/status/columns.ts';
import { statusOnce } from '../cluster/status/once.ts';
import type { ClusterStatus } from '../cluster/status/shape.ts';
import { exitOf } from '../cluster/status/verdict.ts';
import { watchStatus } from '../cluster/status/watch.ts';
import type { Summary } from '../core/events.ts';
import { withJobChosen } from '../engine/choose/choose-job.ts';
import { sideBySide } from '../engine/parts/side-by-side.ts';
import type { Watch } from '../engine/run/session.ts';
import { formatFailure } from '../output/failure.ts';
import type { Invocation } from '../output/invocation.ts';
import { uncoloured } from '../output/paint.ts';
import type { View } from '../output/view.ts';
import type { SharedOptions } from './options.ts';
import { toStderr } from './print.ts';
import { type PrintStatus, statusPrinter } from './print-status.ts';
import type { OpenedSession } from './session.ts';

type Options = SharedOptions & { readonly watch?: boolean };

/** Shows nothing of the run itself: the status is all there is to see. */
export const quiet: View = { report: () => {}, settle: async () => {} };

/** Prints the status of every cluster, once or until the run is interrupted. */
export async function showStatus(
  asking: OpenedSession,
  watch: Watch,
  options: Options & { readonly invocation: Invocation },
): Promise<Summary> {
  const clusters = clustersAtWork(asking);
  // Other hosts have no status.
  const job = asking.job.parts === undefined ? asking.job : { ...asking.job, parts: clusters };
  const print = statusPrinter(clusters, options);
  const summary = await sideBySide({ ...asking, job }, watch, {
    command: 'status',
    work: (session, heard, { part }) =>
      statusOf(session, heard, { print: print.of(part), goesOn: options.watch === true }),
  });
  print.end();
  const failures = summary.hosts.flatMap(({ failure }) => failure ?? []);
  toStderr(asking.redact(failures).flatMap((failure) => formatFailure(failure, uncoloured)));
  return summary;
}

interface Showing {
  readonly print: PrintStatus;
  readonly goesOn: boolean;
}

/** Shows the status of one cluster. */
async function statusOf(asking: OpenedSession, watch: Watch, { print, goesOn }: Showing): Promise<Summary> {
  const start = performance.now();
  const session = await withJobChosen(asking, watch);
  const cluster = clusterStatusOf(session.job);
  const columns = columnsOf(cluster.stack);
  let last: ClusterStatus | undefined;
  const show = (found: ClusterStatus): void => {
    const status = session.redact(found);
    print(status, { before: last, columns });
    last = status;
  };
  if (goesOn) await watchStatus(session, watch, cluster, show);
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
