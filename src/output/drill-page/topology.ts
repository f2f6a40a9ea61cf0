import type { DrillReport } from '../../cluster/drill/report.ts';
import { type Html, html, NOTHING } from './html.ts';

/** Two side by side, so that a phone shows them at a size that can be read. */
const COLUMNS = 2;
const BOX = { width: 196, height: 92 };
const WIDTH = COLUMNS * (BOX.width + 20);
const TOP = { client: 8, address: 96, nodes: 196 };
const ROW = BOX.height + 26;

type Node = DrillReport['cluster']['nodes'][number];

/** The cluster as a picture: client, virtual address, nodes; who had the address before and after, and who was struck. */
export function topology(report: DrillReport): Html {
  const { cluster, from } = report;
  const { nodes } = cluster;
  const rows = Math.ceil(nodes.length / COLUMNS);
  const height = TOP.nodes + rows * ROW;
  const middle = WIDTH / 2;
  return html`<figure>
<svg class="topology" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Who served whom">
${nodes.map((node, i) => wires(node, place(i, nodes.length), report))}
<path class="flow" d="M${middle} 54V${TOP.address}"/>
<rect class="box" x="${middle - 110}" y="${TOP.client}" width="220" height="46" rx="8"/>
<text class="bold" x="${middle}" y="${TOP.client + 19}" text-anchor="middle">client</text>
<text class="small" x="${middle}" y="${TOP.client + 36}" text-anchor="middle">${from === undefined ? 'the load, from the controller' : `the load, through ${from}`}</text>
<rect class="box holds" x="${middle - 110}" y="${TOP.address}" width="220" height="46" rx="23"/>
<text class="bold" x="${middle}" y="${TOP.address + 20}" text-anchor="middle">${cluster.virtualAddress}</text>
<text class="small" x="${middle}" y="${TOP.address + 36}" text-anchor="middle">virtual address</text>
${nodes.map((node, i) => box(node, place(i, nodes.length), report))}
</svg>
<figcaption>Solid: who directs now. Dashed: who directed before the fault. A dashed red frame: who was struck.</figcaption>
</figure>`;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** The middle of a node's upper edge. */
function place(i: number, all: number): Place {
  const row = Math.floor(i / COLUMNS);
  const inRow = Math.min(COLUMNS, all - row * COLUMNS);
  return { x: (WIDTH / (2 * inRow)) * (2 * (i % COLUMNS) + 1), y: TOP.nodes + row * ROW };
}

function wires({ name, isDirector }: Node, { x, y }: Place, { activeBefore, activeAfter }: DrillReport): Html {
  const start = TOP.address + 46;
  const curve = `M${WIDTH / 2} ${start}C${WIDTH / 2} ${start + 28} ${x} ${y - 28} ${x} ${y}`;
  if (activeAfter.includes(name)) return html`<path class="flow" d="${curve}"/>`;
  if (activeBefore.includes(name)) return html`<path class="flow old" d="${curve}"/>`;
  return isDirector ? html`<path class="wire" d="${curve}"/>` : NOTHING;
}

function box(node: Node, { x, y }: Place, report: DrillReport): Html {
  const { activeBefore, activeAfter, fault, after } = report;
  const { name, address, isDirector } = node;
  const [before, now] = [activeBefore.includes(name), activeAfter.includes(name)];
  const state = fault.host === name ? 'struck' : now ? 'holds' : '';
  const answers = after.servedBy[name];
  const lines = [
    isDirector ? 'director and real server' : 'real server',
    before && now ? 'active all along' : before ? 'active before, not now' : now ? 'took over' : '',
    answers === undefined ? '' : `${answers} answers since the fault`,
  ].filter((line) => line !== '');
  return html`<rect class="box ${state}" x="${x - BOX.width / 2}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="8"/>
<text class="bold" x="${x}" y="${y + 21}" text-anchor="middle">${name} <tspan class="small">${address}</tspan></text>
${lines.map((line, i) => html`<text class="small" x="${x}" y="${y + 42 + i * 18}" text-anchor="middle">${line}</text>`)}`;
}
