// What is published: loading some 1,000 small modules one by one, 200 of them others', takes longer than the whole of a plan. The
// folder that tsc has made becomes dist/, with the same entries by the same names, their types, and chunks of code for what they
// share, dependencies included; package.json names each of these in its one version. Templates stay where they are read.
// `node scripts/bundle.js [from to]`
import { cpSync, globSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import process from 'node:process';
import { rolldown } from 'rolldown';
import { licencesOf, pureClient } from './lib-bundle.js';

const root = join(import.meta.dirname, '..');
const [from, to] = (process.argv.length > 2 ? process.argv.slice(2) : ['build', 'dist']).map((folder) =>
  resolve(root, folder),
);
const ROOT_MODULE = 'root.js';

/** By which a module knows where it is, though its code has moved: of the place that the chunk of code is in it knows nothing. */
const places = {
  name: 'places',
  transform(code, id) {
    if (id.startsWith('\0') || !code.includes('import.meta.url')) return undefined;
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

/**
 * What every command begins with, what reads input, umctl's roles, which judge it, and what works on hosts: a file each, as each file
 * takes a search of its own, and nobody waits for what he does not come to.
 */
const built = (...names) => new Set(names.map((name) => join(from, `${name}.js`)));
const [START, INPUT, ROLES, HOSTS] = [
  built('src/cli/main'),
  built('src/cli/run-command', 'src/cli/session', 'src/cli/load-playbook'),
  built('playbooks/cluster'),
  built('src/cli/use-cases', 'src/cli/with-record', 'src/ssh/connect', 'src/platform/detect', 'src/index'),
];

rmSync(to, { recursive: true, force: true });
const bundle = await rolldown({
  input: Object.fromEntries(entries.map((entry) => [entry, join(from, `${entry}.js`)])),
  platform: 'node',
  external: (id) => id === join(to, ROOT_MODULE),
  // Asked by code for Windows and for browsers that ssh2 has beside it.
  transform: { define: { __dirname: '""' } },
  // Some modules are loaded late in one place and at once in another, as the other has no use for being early.
  checks: { ineffectiveDynamicImport: false },
  plugins: [places, pureClient],
});
const { output } = await bundle.write({
  dir: to,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
  // With all that they import, unless that is loaded late.
  codeSplitting: {
    groups: [
      { name: 'start', test: (id) => START.has(id), priority: 4 },
      { name: 'input', test: (id) => INPUT.has(id), priority: 3 },
      { name: 'roles', test: (id) => ROLES.has(id), priority: 2 },
      { name: 'hosts', test: (id) => HOSTS.has(id), priority: 1 },
    ],
  },
  sourcemap: true,
  plugins: [rootPath],
});
await bundle.close();
writeFileSync(join(to, 'LICENSES'), licencesOf(output.flatMap(({ moduleIds = [] }) => moduleIds)));
writeFileSync(join(to, ROOT_MODULE), "export const umctlRoot = new URL('./', import.meta.url);\n");
for (const file of globSync('**/*.d.ts', { cwd: from })) cpSync(join(from, file), join(to, file));
for (const file of globSync('{roles,src}/**/templates/*.ejs', { cwd: root })) cpSync(join(root, file), join(to, file));
