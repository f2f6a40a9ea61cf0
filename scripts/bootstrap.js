// Makes one command enough in a fresh clone: `node scripts/bootstrap.js demo|lab|bench|test|tools ARGS…` installs and builds what is
// missing, then runs the task under the Node.js that this repository pins; `build` ends there, for `npm pack`. Parsed by
// any Node.js since 18; no dependencies.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ensureBuild } from './lib-build.js';
import { ensureModules } from './lib-install.js';
import { runPinned } from './lib-run.js';

const root = fileURLToPath(new URL('..', import.meta.url));

const entries = {
  build: undefined,
  demo: 'lab/demo.ts',
  lab: 'lab/cli.ts',
  bench: 'bench/speed.ts',
  test: 'scripts/lib-test.js',
  tools: 'scripts/lib-test-tools.js',
};

async function main([name, ...args]) {
  if (!(name in entries)) throw new Error(`expected one of ${Object.keys(entries).join(', ')}, not ${name}`);
  if (process.platform !== 'linux') throw new Error(`the pinned Node.js is for Linux; this is ${process.platform}`);
  ensureModules(root);
  // What is published holds nothing of sources that are gone.
  if (name === 'build') rmSync(join(root, 'build'), { recursive: true, force: true });
  ensureBuild(root);
  const entry = entries[name];
  return entry === undefined ? 0 : runPinned(root, [join(root, entry), ...args]);
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
