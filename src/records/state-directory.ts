import { homedir } from 'node:os';
import path from 'node:path';

/** How many runs are kept on record; older ones are removed as new ones come. */
export const RUNS_KEPT = 200;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where umctl keeps the records of its runs on the controller: `umctl/runs` under XDG_STATE_HOME, by default
 * ~/.local/state (XDG Base Directory Specification; a relative path there is to be ignored).
 */
export function runsDirectory(env: Environment = process.env): string {
  const given = env['XDG_STATE_HOME'] ?? '';
  const base = path.isAbsolute(given) ? given : path.join(env['HOME'] ?? homedir(), '.local', 'state');
  return path.join(base, 'umctl', 'runs');
}
