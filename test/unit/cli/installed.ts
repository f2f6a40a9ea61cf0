import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const COMPILED = path.join(ROOT, 'node_modules/.cache/umctl-compiled');
/** Whether dist/ is as new as its sources (scripts/before-tests.js). */
const IS_BUILT = path.join(ROOT, '.vitest/is-built');

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project of a user's, with umctl installed in it as npm would do it. */
export interface Installed {
  readonly folder: string;
  /** Runs umctl in the project's folder, with nothing on stdin and no terminal. */
  readonly umctl: (...args: readonly string[]) => Promise<Ended>;
  /** Runs a program in the project's folder. */
  readonly run: (file: string, args: readonly string[]) => Promise<Ended>;
  readonly remove: () => void;
}

/** Installs umctl into the node_modules of a new folder. */
export async function install(): Promise<Installed> {
  const folder = mkdtempSync(path.join(tmpdir(), 'umctl-installed-'));
  const umctl = path.join(folder, 'node_modules/umctl');
  mkdirSync(umctl, { recursive: true });
  for (const part of ['bin', 'package.json'])
    cpSync(path.join(ROOT, part), path.join(umctl, part), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(umctl, 'node_modules'));
  cpSync(await compiled(), path.join(umctl, 'dist'), { recursive: true });
  const bin = path.join(umctl, 'bin/umctl.js');
  return {
    folder,
    umctl: (...args) => run(process.execPath, [bin, ...args], folder),
    run: (file, args) => run(file, args, folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The folder of what the compiler makes of the sources: that of the build where it is new enough, which spares compiling again. */
async function compiled(): Promise<string> {
  const build = path.join(ROOT, 'build');
  if (existsSync(IS_BUILT) && existsSync(build)) return build;
  // Compiled by whoever comes first; the compiler sees by itself that nothing has changed since.
  const dist = path.join(COMPILED, 'dist');
  mkdirSync(COMPILED, { recursive: true });
  const options = ['-p', 'tsconfig.build.json', '--outDir', dist, '--tsBuildInfoFile', path.join(COMPILED, 'info')];
  const compiler = [path.join(COMPILED, 'lock'), path.join(ROOT, 'node_modules/.bin/tsc'), ...options];
  const ended = await run('flock', compiler, ROOT);
  if (ended.code !== 0) throw new Error(`not compiled: ${ended.stdout}`);
  return dist;
}

function run(file: string, args: readonly string[], cwd: string): Promise<Ended> {
  const child = spawn(file, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '' } });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
