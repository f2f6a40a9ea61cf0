// Node modules as package-lock.json wants them: what npm wrote into node_modules says whether they are.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs `npm ci` where node_modules is absent or differs from the lockfile. */
export function ensureModules(root) {
  if (modulesAreCurrent(root)) return;
  process.stderr.write('installing node modules (npm ci)\n');
  // npm's chatter goes to stderr: stdout belongs to what was asked for.
  const { status, error } = spawnSync('npm', ['ci', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (error) throw new Error(`npm could not be started: ${error.message}`);
  if (status !== 0) throw new Error(`npm ci failed with status ${status}; its reasons are above`);
}

/** Compares versions and digests of the lockfile with npm's record of what it installed (node_modules/.package-lock.json). */
function modulesAreCurrent(root) {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const installed = packagesIn(record);
  const same = ([path, { version, integrity }]) => {
    const there = installed[path];
    return there && there.version === version && (integrity === undefined || there.integrity === integrity);
  };
  // Optional packages may be meant for another kind of machine.
  return Object.entries(wanted).every((entry) => entry[0] === '' || entry[1].optional || same(entry));
}

function packagesIn(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
