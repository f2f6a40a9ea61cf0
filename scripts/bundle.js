// What is published: loading some 800 small modules one by one takes twice as long as the whole of a plan. The folder that tsc
// has made becomes dist/, with the same entries by the same names, their types, and a chunk of code for what they share.
// Dependencies stay what they are; templates stay where they are read.
import { cpSync, globSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');
const [from, to] = [join(root, 'build'), join(root, 'dist')];
const ROOT_MODULE = 'root.js';

/** By which a module knows where it is, though its code has moved: of the place that the chunk of code is in it knows nothing. */
const places = {
  name: 'places',
  transform(code, id) {
    if (!code.includes('import.meta.url')) return undefined;
    const here = JSON.stringify(relative(from, id));
    const moved = code.replaceAll('import.meta.url', `new URL(${here}, umctlRoot).href`);
    return { code: `import { umctlRoot } from ${JSON.stringify(join(to, ROOT_MODULE))};${moved}`, map: null };
  },
};

/** The root module is beside the entries; each chunk reaches it by a path of its own. */
const rootPath = {
  name: 'root path',
  renderChunk(code, { fileName }) {
    const up = relative(dirname(join(to, fileName)), join(to, ROOT_MODULE));
    return { code: code.replaceAll(JSON.stringify(join(to, ROOT_MODULE)), JSON.stringify(`./${up}`)), map: null };
  },
};

const entries = ['src/index', 'src/cli/main', 'playbooks/cluster'].concat(
  globSync('roles/**/role.js', { cwd: from }).map((file) => file.replace(/\.js$/, '')),
);

/** What every command begins with, and what every command loads that works on hosts: a file each, as each file takes a search of its own. */
const built = (...names) => new Set(names.map((name) => join(from, `${name}.js`)));
const [START, RUN] = [
  built('src/cli/main'),
  built(
    ...['run-command', 'session', 'use-cases', 'with-record', 'load-playbook'].map((name) => `src/cli/${name}`),
    ...['src/ssh/connect', 'src/platform/detect', 'playbooks/cluster', 'src/index'],
  ),
];

rmSync(to, { recursive: true, force: true });
const bundle = await rolldown({
  input: Object.fromEntries(entries.map((entry) => [entry, join(from, `${entry}.js`)])),
  platform: 'node',
  external: (id) => id === join(to, ROOT_MODULE) || !/^[./]/.test(id),
  // Some modules are loaded late in one place and at once in another, as the other has no use for being early.
  checks: { ineffectiveDynamicImport: false },
  plugins: [places],
});
await bundle.write({
  dir: to,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
  // With all that they import, unless that is loaded late.
  codeSplitting: {
    groups: [
      { name: 'start', test: (id) => START.has(id), priority: 2 },
      { name: 'run', test: (id) => RUN.has(id), priority: 1 },
    ],
  },
  sourcemap: true,
  plugins: [rootPath],
});
await bundle.close();
writeFileSync(join(to, ROOT_MODULE), "export const umctlRoot = new URL('./', import.meta.url);\n");
for (const file of globSync('**/*.d.ts', { cwd: from })) cpSync(join(from, file), join(to, file));
for (const file of globSync('{roles,src}/**/templates/*.ejs', { cwd: root })) cpSync(join(root, file), join(to, file));
