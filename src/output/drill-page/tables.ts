import type { DrillReport } from '../../cluster/drill/report.ts';
import type { Figures } from '../../load/statistics.ts';
import { failures, heldUp, inSeconds, servers } from '../drill.ts';
import { type Html, html, NOTHING } from './html.ts';

const ROWS: readonly (readonly [string, (figures: Figures) => string])[] = [
  ['requests', ({ requests }) => String(requests)],
  ['without a good answer', failures],
  ['slow answers', ({ slow }) => String(slow)],
  ['kept connections broken', ({ broken }) => String(broken)],
  ['longest gap', (figures) => gap(figures)],
  ['answer time: median', ({ latency }) => `${latency.median.toFixed(1)} ms`],
  ['answer time: 99 % within', ({ latency }) => `${latency.p99.toFixed(1)} ms`],
  ['answer time: longest', ({ latency }) => `${latency.most.toFixed(1)} ms`],
  ['answers from', servers],
];

/** What was measured, before the fault and from it on. */
export const figuresTable = ({ before, after, byUrl, load }: DrillReport): Html => html`<table id="figures">
<thead><tr><th></th><th>before</th><th>from the fault on</th></tr></thead>
<tbody>${ROWS.map(([name, of]) => html`<tr><th>${name}</th><td>${of(before)}</td><td>${of(after)}</td></tr>`)}</tbody>
</table>
${byUrl.length > 0 ? addressTable(byUrl) : NOTHING}
${before.failed > 0 ? html`<p class="beware">${failures(before)} before the fault already.</p>` : NOTHING}
${after.heldUp > load.slowAfter / 2 ? html`<p class="beware">Beware: ${heldUp(after.heldUp)}.</p>` : NOTHING}`;

const addressTable = (byUrl: DrillReport['byUrl']): Html => html`<table id="addresses">
<thead><tr><th></th><th>before</th><th>from the fault on</th><th>longest gap</th></tr></thead>
<tbody>${byUrl.map(({ url, before, after }) => {
  const cells = [before, after].map((figures) => html`<td>${failures(figures)} of ${figures.requests}</td>`);
  return html`<tr><th>${url}</th>${cells}<td>${gap(after)}</td></tr>`;
})}</tbody>
</table>`;

const gap = ({ longestGap }: Figures): string => inSeconds(longestGap.to - longestGap.from);

/** What happened, moment by moment, from the fault. */
export const eventsTable = ({ events, faultAt }: DrillReport): Html =>
  html`<table id="events"><tbody>${[...events]
    .sort((a, b) => a.at - b.at)
    .map(
      ({ at, kind, message }) =>
        html`<tr class="${kind}"><td class="when">${`${at < faultAt ? '−' : '+'}${(Math.abs(at - faultAt) / 1000).toFixed(1)} s`}</td><td>${message}</td></tr>`,
    )}</tbody></table>`;

/** All that is needed to do it again. */
export const runTable = ({ typed, load, urls, from, result, versions, fault }: DrillReport): Html => {
  const { keepAlive } = load;
  const rows: readonly (readonly [string, string])[] = [
    [
      'began',
      `${new Date(result.began).toISOString().replace('T', ' ').slice(0, 19)} UTC, for ${inSeconds(result.milliseconds)}`,
    ],
    ['asked', `${urls.join(', ')}, from ${from ?? 'the controller'}`],
    ['new connections', `${load.rate} a second, ${load.limit} ms each to connect and be answered`],
    [
      'kept connections',
      `${keepAlive.connections}, used every ${keepAlive.every} ms, ${keepAlive.patience / 1000} s to be answered`,
    ],
    ['left', fault.leaves],
    ['umctl', versions.umctl],
    ...Object.entries(versions.nodes),
  ];
  return html`<table><tbody>${rows.map(([name, value]) => html`<tr><th>${name}</th><td>${value}</td></tr>`)}
<tr><th>typed</th><td><code>${typed}</code></td></tr></tbody></table>`;
};
