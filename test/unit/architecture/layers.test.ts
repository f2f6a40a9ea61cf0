import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { circles } from './circles.ts';
import { ROOT, sourcesOf } from './sources.ts';

const sources = sourcesOf('src', 'roles', 'playbooks');

/** `src/core/x.ts` is in core, `roles/x/y.ts` in roles, `src/index.ts` in index; what roles want of hosts is a layer of its own. */
const layerOf = (file: string): string => {
  const [top = '', folder = ''] = file.split('/');
  if (file.startsWith('src/platform/capabilities/')) return 'capabilities';
  return top === 'src' ? folder.replace(/\.ts$/, '') : top;
};

/** The block of docs/architecture.md that says who may import whom. */
function allowedImports(): ReadonlyMap<string, readonly string[]> {
  const page = readFileSync(path.join(ROOT, 'docs/architecture.md'), 'utf8');
  const [, block = ''] = /```imports\n(.*?)```/s.exec(page) ?? [];
  return new Map(
    block.split('\n').flatMap((line) => {
      const [, layer, others = ''] = /^(\w+) +→ *(.*)$/.exec(line) ?? [];
      return layer === undefined ? [] : [[layer, others.split(', ').filter(Boolean)] as const];
    }),
  );
}

const allowed = allowedImports();
const crossing = sources.flatMap(({ file, imports }) =>
  imports
    .filter((module) => /^(src|roles|playbooks)\//.test(module) && layerOf(module) !== layerOf(file))
    .map((module) => ({ file, module, pair: `${layerOf(file)} → ${layerOf(module)}` })),
);

test('every layer is in the page, and the page names no other', () => {
  expect([...allowed.keys()].sort()).toEqual([...new Set(sources.map(({ file }) => layerOf(file)))].sort());
});

test('a layer imports only what the page lets it', () => {
  const breaches = crossing.filter(
    ({ file, module }) => allowed.get(layerOf(file))?.includes(layerOf(module)) !== true,
  );
  expect(breaches.map(({ file, module }) => `${file} imports ${module}`)).toEqual([]);
});

test('the page lets nobody import what nobody imports', () => {
  const used = new Set(crossing.map(({ pair }) => pair));
  const unused = [...allowed].flatMap(([layer, others]) => others.map((other) => `${layer} → ${other}`));
  expect(unused.filter((pair) => !used.has(pair))).toEqual([]);
});

test('there are no circles of imports, types included', () => {
  const graph = new Map(sources.map(({ file, imports }) => [file, imports] as const));
  expect(circles(graph)).toEqual([]);
});

test('a circle is found', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', ['a']],
    ['d', []],
  ]);
  expect(circles(graph)).toEqual([['a', 'b', 'c']]);
});
