import type { DrillEvent, DrillReport } from '../../cluster/drill/report.ts';
import { dutyBand, errorBand, keptBand } from './bands.ts';
import { type Html, html, NOTHING } from './html.ts';
import { latencyBand } from './latency-band.ts';
import { BOARD, marks, type X, xOf } from './scale.ts';

const GAP = 16;

/** Answer times, failures, kept connections and duties over one axis of time, with the fault marked. */
export function timeline(report: DrillReport): Html {
  const whole = report.result.milliseconds;
  const x = xOf(whole);
  const latency = latencyBand(report, x, BOARD.top);
  const errors = errorBand(report, x, latency.bottom + GAP);
  const kept = keptBand(report, x, errors.bottom + GAP);
  const duties = dutyBand(report, x, kept.bottom + GAP);
  const bottom = duties.bottom + 4;
  return html`<figure>
<div class="scroll"><svg class="timeline" viewBox="0 0 ${BOARD.width} ${bottom + 34}" role="img" aria-label="Answer times and failures over time">
${outage(report, x, bottom)}
${marks(whole).map((second) => tick(second, x(second * 1000), bottom))}
${latency.drawn}${errors.drawn}${kept.drawn}${duties.drawn}
${moments(report).map((moment) => drawMoment(moment, x(moment.at), bottom))}
</svg></div>
<p class="key faint"><span><i></i>answer</span><span><i class="slow"></i>slow answer (over ${report.load.slowAfter} ms)</span><span><i class="failure"></i>failure</span><span><i class="held"></i>has the virtual address</span><span><i class="gone"></i>until recovered</span></p>
</figure>`;
}

const outage = ({ faultAt, recovery, result }: DrillReport, x: X, bottom: number): Html => {
  const to = recovery === undefined ? result.milliseconds : faultAt + recovery;
  return recovery === 0
    ? NOTHING
    : html`<rect class="outage" id="outage" x="${x(faultAt)}" y="${BOARD.top}" width="${Math.max(1, x(to) - x(faultAt))}" height="${bottom - BOARD.top}"/>`;
};

const tick = (second: number, x: number, bottom: number): Html =>
  html`<path class="grid" d="M${x} ${BOARD.top}V${bottom + 5}"/><text class="small" x="${x}" y="${bottom + 20}" text-anchor="middle">${second} s</text>`;

interface Moment extends Pick<DrillEvent, 'at' | 'kind'> {
  readonly label: string;
}

/** The fault, and when its undoing began. */
function moments({ events, faultAt, fault }: DrillReport): readonly Moment[] {
  const undo = events.find(({ kind }) => kind === 'undo');
  return [
    { at: faultAt, kind: 'fault', label: `${fault.name} on ${fault.host}` },
    ...(undo === undefined ? [] : [{ at: undo.at, kind: undo.kind, label: 'undone' }]),
  ];
}

/** Labels near the right edge are written to the left of their line. */
const drawMoment = ({ kind, label }: Moment, x: number, bottom: number): Html => {
  const late = x > BOARD.width * 0.75;
  return html`<path class="moment ${kind}" d="M${x} ${BOARD.top - 18}V${bottom}"/>
<text class="${kind === 'fault' ? 'is-fault' : 'small'}" x="${late ? x - 6 : x + 6}" y="${BOARD.top - 10}" text-anchor="${late ? 'end' : 'start'}">${label}</text>`;
};
