import type { Column } from '../cluster/ports/status.ts';
import type { ClusterStatus } from '../cluster/status/shape.ts';
import type { PartJob } from '../core/play.ts';
import type { Invocation } from '../output/invocation.ts';
import { jsonLine } from '../output/json.ts';
import { coloured, uncoloured } from '../output/paint.ts';
import { formatStatus } from '../output/status.ts';
import { statusChanges } from '../output/status-changes.ts';
import { statusNext } from '../output/status-next.ts';
import type { SharedOptions } from './options.ts';
import { redraw, toStdout } from './print.ts';
import { canDraw, wantsColour } from './terminal.ts';

/** Prints a status as it is now, and, for a watch that nobody sees redrawn, what of it has changed. */
export type PrintStatus = (
  status: ClusterStatus,
  at: { readonly before: ClusterStatus | undefined; readonly columns: readonly Column[] },
) => void;

interface Options extends SharedOptions {
  readonly watch?: boolean;
  readonly invocation: Invocation;
}

/** Where the statuses of clusters are printed. */
interface StatusPrinter {
  readonly of: (cluster: PartJob) => PrintStatus;
  /** Prints what waits for its turn. */
  readonly end: () => void;
}

/** Prints the statuses of clusters, those of one look in the clusters' order; where there are several, each with its name. */
export function statusPrinter(clusters: readonly PartJob[], options: Options): StatusPrinter {
  const paint = wantsColour(options) ? coloured : uncoloured;
  const names = clusters.map(({ name = '' }) => name);
  const pictures = new Map<string, readonly string[]>();
  const inOrder = (): readonly (readonly string[])[] =>
    names.flatMap((name) => [pictures.get(name) ?? []]).filter((lines) => lines.length > 0);
  const apart = (): readonly string[] => inOrder().flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]));
  return {
    of:
      ({ name = '' }) =>
      (status, { before, columns }) => {
        const heading = name === '' ? [] : [paint('strong', `Cluster ${name}`)];
        const text = (): readonly string[] => [
          ...heading,
          ...formatStatus(status, { columns, paint }),
          ...statusNext(status, options.invocation),
        ];
        const json = (): string => jsonLine(name === '' ? status : { cluster: name, ...status });
        if (options.watch !== true) pictures.set(name, options.json === true ? [json()] : text());
        else if (options.json === true) toStdout([json()]);
        else if (!canDraw()) toStdout(statusChanges(before, status).map((line) => named(line, name)));
        else {
          pictures.set(name, text());
          draw(apart());
        }
      },
    end: () => {
      if (options.watch !== true) toStdout(options.json === true ? inOrder().flat() : apart());
    },
  };
}

/** A line that begins with its time, of the cluster. */
const named = (line: string, cluster: string): string => (cluster === '' ? line : line.replace('  ', `  ${cluster}: `));

/** Over what was there, and as much of it as the terminal has rows for; one that does not say has enough. */
function draw(lines: readonly string[]): void {
  const { rows = 0 } = process.stdout;
  const fits = rows === 0 || lines.length < rows;
  const shown = fits ? lines : [...lines.slice(0, Math.max(1, rows - 2)), '… the rest needs a taller terminal'];
  redraw(shown);
}
