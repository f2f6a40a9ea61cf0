// Makes one command enough in a fresh clone: `node scripts/bootstrap.js demo|lab|test ARGS…` installs and builds what is
// missing, then runs the task under the Node.js that this repository pins. Parsed by any Node.js since 18; no dependencies.
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ensureBuild } from './lib-build.js';
import { ensureModules } from './lib-install.js';
import { runPinned } from './lib-run.js';

const root = fileURLToPath(new URL('..', import.meta.url));

const tasks = {
  demo: { entry: 'lab/demo.ts', needsBuild: true },
  lab: { entry: 'lab/cli.ts', needsBuild: false },
  test: { entry: 'scripts/lib-test.js', needsBuild: true },
};

async function main([name, ...args]) {
  const task = tasks[name];
  if (!task) throw new Error(`expected one of ${Object.keys(tasks).join(', ')}, not ${name}`);
  if (process.platform !== 'linux') throw new Error(`the pinned Node.js is for Linux; this is ${process.platform}`);
  ensureModules(root);
  if (task.needsBuild) ensureBuild(root);
  return runPinned(root, [join(root, task.entry), ...args]);
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
