import type { DrillReport } from '../../cluster/drill/report.ts';
import { type Html, html } from './html.ts';
import { BOARD, type X } from './scale.ts';

interface Band {
  readonly drawn: Html;
  readonly bottom: number;
}

const ERRORS = 46;
const ROW = 15;

/** How many requests failed, second by second. */
export function errorBand({ result }: DrillReport, x: X, top: number): Band {
  const perSecond = new Map<number, number>();
  for (const { at, failure } of result.requests) {
    const second = Math.floor(at / 1000);
    if (failure !== undefined) perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
  }
  const most = Math.max(1, ...perSecond.values());
  const bottom = top + ERRORS;
  const bars = [...perSecond].map(([second, many]) => {
    const height = (many / most) * (ERRORS - 12);
    const [from, to] = [x(second * 1000), x((second + 1) * 1000)];
    return html`<rect class="bar" x="${from + 0.5}" y="${bottom - height}" width="${Math.max(1, to - from - 1)}" height="${height}"><title>${`second ${second}: ${many} failed`}</title></rect>`;
  });
  const note = perSecond.size === 0 ? 'none' : `at most ${most} a second`;
  return {
    bottom,
    drawn: html`<text class="bold" x="0" y="${bottom - 18}">failures</text><text class="small" x="0" y="${bottom - 2}">${note}</text>
<path class="grid" d="M${BOARD.left} ${bottom}H${BOARD.width - BOARD.right}"/>${bars}`,
  };
}

/** Each kept connection as a line that ends, and begins anew, where it broke. */
export function keptBand({ result, load }: DrillReport, x: X, top: number): Band {
  const { connections } = load.keepAlive;
  const rows = Array.from({ length: connections }, (_, i) => {
    const y = top + 12 + i * ROW;
    const breaks = result.breaks.filter(({ connection }) => connection === i);
    return html`<path class="dots" d="M${BOARD.left} ${y}H${BOARD.width - BOARD.right}"/>${breaks.map(
      ({ at, why }) =>
        html`<path class="cross" stroke-width="3" d="M${x(at) - 5} ${y - 5}l10 10m0 -10l-10 10"><title>${`${(at / 1000).toFixed(1)} s: ${why}`}</title></path>`,
    )}`;
  });
  return {
    bottom: top + 12 + Math.max(1, connections) * ROW,
    drawn: html`<text class="bold" x="0" y="${top + 16}">kept</text><text class="small" x="0" y="${top + 32}">${result.breaks.length} broken</text>${rows}`,
  };
}

/** Which director had the virtual address when, as umctl saw it. */
export function dutyBand(report: DrillReport, x: X, top: number): Band {
  const directors = report.cluster.nodes.filter(({ isDirector }) => isDirector);
  const end = report.result.milliseconds;
  const rows = directors.map(({ name }, i) => {
    const y = top + 6 + i * (ROW + 3);
    const turns = report.events.filter(({ kind, host }) => kind === 'duty' && host === name);
    const first = { at: 0, message: report.activeBefore.includes(name) ? ' has ' : '' };
    const stretches = [first, ...turns].map(({ at, message }, n) => {
      const to = turns[n]?.at ?? end;
      const look = / has /.test(message) ? 'holds-bar' : / not answer/.test(message) ? 'silent-bar' : '';
      return look === ''
        ? html``
        : html`<rect class="${look}" x="${x(at)}" y="${y}" width="${Math.max(1, x(to) - x(at))}" height="${ROW - 3}" rx="2"/>`;
    });
    return html`<path class="grid" d="M${BOARD.left} ${y + 6}H${BOARD.width - BOARD.right}"/><text class="small" x="0" y="${y + 10}">${name} active</text>${stretches}`;
  });
  return { bottom: top + 6 + directors.length * (ROW + 3), drawn: html`${rows}` };
}
