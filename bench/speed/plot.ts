/** A line of a plot. */
export interface Series {
  readonly name: string;
  /** Sorted by x. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

interface Plot {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly series: readonly Series[];
}

const [WIDTH, HEIGHT] = [640, 360];
const BOX = { left: 60, right: 500, top: 40, bottom: 310 } as const;
const COLOURS = ['#777777', '#0b62c4', '#c4570b', '#2a8a3e', '#8a2a7d'] as const;

/** A plot as SVG. What is measured is on a logarithmic scale, as ways differ by tens; what it depends on is evenly spread. */
export function plot({ title, x, y, series }: Plot): string {
  const places = [...new Set(series.flatMap(({ points }) => points.map(([at]) => at)))].toSorted((a, b) => a - b);
  const values = series.flatMap(({ points }) => points.map(([, value]) => value));
  const [least, most] = [decade(Math.floor, Math.min(...values)), decade(Math.ceil, Math.max(...values))];
  const across = (at: number): number =>
    BOX.left + ((places.indexOf(at) + 0.5) * (BOX.right - BOX.left)) / places.length;
  const up = (value: number): number =>
    BOX.bottom - ((Math.log10(value) - least) / Math.max(1, most - least)) * (BOX.bottom - BOX.top);
  const marks = Array.from({ length: most - least + 1 }, (_, i) => 10 ** (least + i));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<title>${title}</title><rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    `<text x="${BOX.left}" y="22" font-size="15">${title}</text>`,
    ...marks.flatMap((mark) => [
      `<line x1="${BOX.left}" x2="${BOX.right}" y1="${round(up(mark))}" y2="${round(up(mark))}" stroke="#dddddd"/>`,
      `<text x="${BOX.left - 6}" y="${round(up(mark) + 4)}" text-anchor="end">${Number(mark.toPrecision(1))}</text>`,
    ]),
    ...places.map((at) => `<text x="${round(across(at))}" y="${BOX.bottom + 18}" text-anchor="middle">${at}</text>`),
    `<text x="${(BOX.left + BOX.right) / 2}" y="${BOX.bottom + 38}" text-anchor="middle">${x}</text>`,
    `<text x="16" y="${BOX.top - 6}">${y}</text>`,
    ...series.map(({ points }, i) =>
      line(
        points.map(([at, value]) => [across(at), up(value)] as const),
        colour(i),
      ),
    ),
    ...series.map(
      ({ name }, i) => `<text x="${BOX.right + 12}" y="${BOX.top + 12 + 18 * i}" fill="${colour(i)}">${name}</text>`,
    ),
    '</svg>\n',
  ].join('\n');
}

const decade = (to: (value: number) => number, value: number): number => to(Math.log10(value));
const round = (value: number): string => value.toFixed(1);
const colour = (i: number): string => COLOURS[i % COLOURS.length] ?? 'black';

function line(points: readonly (readonly [number, number])[], stroke: string): string {
  const path = points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
  const dots = points.map(([x, y]) => `<circle cx="${round(x)}" cy="${round(y)}" r="3" fill="${stroke}"/>`);
  return `<polyline points="${path}" fill="none" stroke="${stroke}" stroke-width="2"/>${dots.join('')}`;
}
