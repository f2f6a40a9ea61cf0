import type { Paint } from './paint.ts';
import { PHASE } from './phase.ts';
import type { HostProgress, ShownProgress } from './progress.ts';
import { count, duration, printable } from './text.ts';
import { formatWaiting } from './waiting.ts';

/** The size of the terminal and the moment that is drawn. */
export interface Canvas {
  readonly rows: number;
  readonly columns: number;
  readonly now: number;
  readonly paint: Paint;
}

const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const SPINNER_PERIOD = 100;
/** The head, the line for those that do not fit, what is waited for, the warning, and the cursor's own line. */
const OTHER_ROWS = 5;

/** The moving picture of a phase: how many hosts are through, then the running ones that fit on the screen. */
export function drawFrame(progress: ShownProgress, canvas: Canvas): readonly string[] {
  const { paint, now, rows } = canvas;
  const running = [...progress.hosts].filter(([, host]) => host.status === 'running');
  const shown = running.slice(0, Math.max(1, rows - OTHER_ROWS));
  const spinner = SPINNER[Math.floor(now / SPINNER_PERIOD) % SPINNER.length] ?? '';
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return [
    paint('strong', oneRow(`${spinner} ${head(progress, now)}`, canvas)),
    ...shown.map(([name, host]) => oneRow(`  ${name.padEnd(width)}  ${activity(host, now)}`, canvas)),
    ...(running.length > shown.length ? [`  … and ${running.length - shown.length} more`] : []),
    ...(progress.waiting === undefined ? [] : [oneRow(`  ${formatWaiting(progress.waiting)}`, canvas)]),
    ...(progress.warning === undefined ? [] : [paint('warning', oneRow(printable(progress.warning), canvas))]),
  ];
}

/** What stays of a phase once it is over. */
export function drawEnd(progress: ShownProgress, canvas: Canvas): readonly string[] {
  const { paint, now } = canvas;
  const { done, failed } = tally(progress);
  const stopped = [...progress.hosts.values()].filter(isStopped).length;
  const open = progress.hosts.size - done - failed - stopped;
  const counts = [
    count(done, 'host'),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(stopped > 0 ? [`${stopped} unfinished`] : []),
    ...(open > 0 ? [`${open} not reached`] : []),
  ];
  const mark = failed + stopped + open > 0 ? paint('bad', '✖') : paint('good', '✔');
  return [
    `${mark} ${oneRow(`${PHASE[progress.phase].done}: ${counts.join(', ')} (${duration(now - progress.start)})`, canvas)}`,
  ];
}

/** Begun with its steps, and not through when the phase was over. */
const isStopped = ({ status, steps }: HostProgress): boolean => status === 'running' && steps > 0;

function head(progress: ShownProgress, now: number): string {
  const { done, failed } = tally(progress);
  const failures = failed > 0 ? `, ${failed} failed` : '';
  const doing = PHASE[progress.phase].doing;
  return `${doing}: ${done} of ${count(progress.hosts.size, 'host')} done${failures} · ${duration(now - progress.start)}`;
}

function activity({ step, steps, start }: HostProgress, now: number): string {
  if (step === undefined) return duration(now - start);
  return `${step.number}/${steps}  ${printable(step.title)} · ${duration(now - step.start)} (${duration(now - start)} in all)`;
}

const tally = ({ hosts }: ShownProgress) => ({
  done: [...hosts.values()].filter(({ status }) => status === 'done').length,
  failed: [...hosts.values()].filter(({ status }) => status === 'failed').length,
});

/** One row and no more: what wraps would be drawn over wrongly. */
function oneRow(text: string, { columns }: Canvas): string {
  const characters = [...text.replaceAll(/\s*\n\s*/g, ' ')];
  return characters.length < columns
    ? characters.join('')
    : `${characters.slice(0, Math.max(0, columns - 2)).join('')}…`;
}
