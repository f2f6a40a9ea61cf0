import type { DrillReport } from '../../cluster/drill/report.ts';
import { type RequestRecord, waited } from '../../load/record.ts';
import { type Html, html } from './html.ts';
import { BOARD, type X } from './scale.ts';

const HEIGHT = 190;
const ARM = 3;
/** More crosses than this say nothing more. */
const MOST_CROSSES = 1500;

/** Every request by how long it took, on a logarithmic scale: a dot for an answer, a cross for a failure. */
export function latencyBand(
  { result, load }: DrillReport,
  x: X,
  top: number,
): { readonly drawn: Html; readonly bottom: number } {
  const { requests } = result;
  const most = Math.max(load.limit, ...requests.map(waited));
  const decades = Math.max(1, Math.ceil(Math.log10(most)));
  const bottom = top + HEIGHT;
  const y = (milliseconds: number): number =>
    bottom - (Math.log10(Math.max(1, Math.min(milliseconds, 10 ** decades))) / decades) * HEIGHT;
  const dots = (those: (request: RequestRecord) => boolean): string =>
    requests
      .filter((request) => request.failure === undefined && those(request))
      .map((request) => `M${x(request.at).toFixed(1)} ${y(waited(request)).toFixed(1)}h0`)
      .join('');
  const isSlow = (request: RequestRecord): boolean => waited(request) > load.slowAfter;
  const failed = requests.filter(({ failure }) => failure !== undefined).slice(0, MOST_CROSSES);
  return {
    bottom,
    drawn: html`${Array.from({ length: decades + 1 }, (_, i) => line(10 ** i, y(10 ** i)))}
<text class="bold" x="0" y="${top + 10}">answer time</text>
<text class="small" x="0" y="${top + 27}">new and kept</text>
<path class="dots" d="${dots((request) => !isSlow(request))}"/>
<path class="dots slow" d="${dots(isSlow)}"/>
<g id="failures">${failed.map((request) => cross(request, x(request.at), y(waited(request))))}</g>`,
  };
}

const line = (
  milliseconds: number,
  y: number,
): Html => html`<path class="grid" d="M${BOARD.left} ${y}H${BOARD.width - BOARD.right}"/>
<text class="small" x="${BOARD.left - 8}" y="${y + 4}" text-anchor="end">${milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`}</text>`;

const cross = ({ at, kind, detail = '' }: RequestRecord, x: number, y: number): Html =>
  html`<path class="cross" d="M${x - ARM} ${y - ARM}l${2 * ARM} ${2 * ARM}m0 ${-2 * ARM}l${-2 * ARM} ${2 * ARM}"><title>${`${(at / 1000).toFixed(1)} s: ${kind} connection, ${detail}`}</title></path>`;
