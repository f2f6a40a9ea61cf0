import { resolve } from 'node:path';

/** What paths in settings are made whole by. */
export interface PathSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** The working directory. */
  readonly directory: string;
}

/** A path with `~`, `$NAME` and `${NAME}` put in, and whole (ansible/utils/path.py `unfrackpath`). `base`: what it is relative to. */
export function expandPath(path: string, { env, home, directory }: PathSurroundings, base = directory): string {
  const atHome = path.replace(/^~(?=\/|$)/, () => home);
  const whole = atHome.replace(
    /\$(?:(\w+)|\{([^}]*)\})/g,
    (piece, bare?: string, braced?: string) => env[bare ?? braced ?? ''] ?? piece,
  );
  return resolve(base, whole);
}
