// dist/ as the sources want it: built again when anything it is made from is newer.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = [
  'src',
  'roles',
  'playbooks',
  'scripts/bundle.js',
  'scripts/lib-bundle.js',
  'tsconfig.json',
  'tsconfig.build.json',
];

const stampOf = (root) => join(root, 'dist/.built');

/** Whether dist/ is there, and as new as its sources. */
export function isBuilt(root) {
  const stamp = stampOf(root);
  return existsSync(stamp) && newest(root) <= statSync(stamp).mtimeMs;
}

/** Runs `npm run build` where dist/ is missing or older than its sources. */
export function ensureBuild(root) {
  const started = new Date();
  if (isBuilt(root)) return;
  process.stderr.write('building\n');
  const { status, error } = spawnSync('npm', ['run', '-s', 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (error) throw new Error(`npm could not be started: ${error.message}`);
  if (status !== 0) throw new Error(`npm run build failed with status ${status}; its reasons are above`);
  writeFileSync(stampOf(root), `${started.toISOString()}\n`);
}

/** Time of the latest change to a source; a file that was removed shows in its directory's time. */
function newest(root) {
  const times = sources.map((source) => {
    const path = join(root, source);
    const below = statSync(path).isDirectory() ? readdirSync(path, { recursive: true }) : [];
    return Math.max(statSync(path).mtimeMs, ...below.map((name) => statSync(join(path, name)).mtimeMs));
  });
  return Math.max(...times);
}
