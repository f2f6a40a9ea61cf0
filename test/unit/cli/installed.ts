import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const MADE = path.join(ROOT, '.vitest/published');
/** Whether dist/ is as new as its sources (scripts/before-tests.js). */
const IS_BUILT = path.join(ROOT, '.vitest/is-built');

type Kind = 'published' | 'modules';

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

/** Installs umctl into the node_modules of a new folder. @param kind as it is published, or each of its modules a file, to be loaded alone */
export async function install(kind: Kind = 'published'): Promise<Installed> {
  const folder = mkdtempSync(path.join(tmpdir(), 'umctl-installed-'));
  const umctl = path.join(folder, 'node_modules/umctl');
  mkdirSync(umctl, { recursive: true });
  for (const part of ['bin', 'package.json'])
    cpSync(path.join(ROOT, part), path.join(umctl, part), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(umctl, 'node_modules'));
  cpSync(await made(kind), path.join(umctl, 'dist'), { recursive: true });
  const bin = path.join(umctl, 'bin/umctl.js');
  return {
    folder,
    umctl: (...args) => run(process.execPath, [bin, ...args], folder),
    run: (file, args) => run(file, args, folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The folder of it: that of the build where it is new enough, which spares making it again. */
async function made(kind: Kind): Promise<string> {
  const [built, named] = [path.join(ROOT, 'build'), kind === 'published' ? 'dist' : 'build'];
  if (existsSync(IS_BUILT) && existsSync(built)) return path.join(ROOT, named);
  // Made by whoever comes first; the compiler sees by itself that nothing has changed since.
  const [build, dist] = [path.join(MADE, 'build'), path.join(MADE, 'dist')];
  mkdirSync(MADE, { recursive: true });
  const script = `node_modules/.bin/tsc -p tsconfig.build.json --outDir "$0" --tsBuildInfoFile "$0/.info" || exit
[ -e "$1/root.js" ] && [ -z "$(find "$0" scripts/bundle.js scripts/lib-bundle.js -newer "$1/root.js" -type f ! -name .info)" ] ||
  "$2" scripts/bundle.js "$0" "$1"`;
  const ended = await run('flock', [path.join(MADE, 'lock'), 'sh', '-c', script, build, dist, process.execPath], ROOT);
  if (ended.code !== 0) throw new Error(`not made: ${ended.stdout}${ended.stderr}`);
  return path.join(MADE, named);
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
