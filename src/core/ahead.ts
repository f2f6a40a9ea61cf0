import { type Sh, sh } from './sh.ts';

/** What can be asked of many paths by one program. Of each path there is an answer, but for `safe` and `bare`: these are of all of them together. */
export const AHEAD = {
  /** Of what is at the path itself: `%A %s %a %U %G` of stat(1). */
  stat: 'umctl_stat',
  /** Of a regular file: its SHA-256. */
  sum: 'umctl_sum',
  /** Of a small file that others on the host may read, and that has another content than it should: that content, and a dot. */
  text: 'umctl_text',
  /** Whether root alone may change the ways to the paths, and root may. It is asked where one of them has something else than it should. */
  safe: 'umctl_safe',
  /** Whether no file at the paths has more than content, mode and owner. It is asked where `safe` is. */
  bare: 'umctl_bare',
} as const;

export type Ahead = keyof typeof AHEAD;

/** A variable that is set where questions share a shell; `say TEXT` prints there, and `$nl` is a line feed, without a program being started. */
export const TOGETHER = 'umctl_mark';

/** A path that goes into a list of arguments, and its answer into a list of lines, as it is. */
const PLAIN = /^\/[\w@%+=:,./-]+$/;

/** Whether a path needs no quoting anywhere. */
export const isPlain = (path: string): boolean => PLAIN.test(path);

const MARK = '# ahead:';

/**
 * A line of a question that sets `variable` to what was asked of the path ahead, together with that of others, and to nothing where
 * that was not done: then the question has to ask itself.
 * @param sum of `safe`: the digest that the file should have; it is all that decides, unless nothing is there
 */
export const ahead = (variable: Ahead, path: string, sum = ''): Sh =>
  sh`${variable}=${isPlain(path) ? { text: `\n${MARK}${variable} ${path} ${sum}`.trimEnd() } : sh``}`;

/** Replaces each line of {@link ahead}; `by` makes the text of it. */
export const aheadIn = (text: string, by: (what: Ahead, path: string, sum?: string) => string): string =>
  text.replace(
    new RegExp(`^${MARK}(stat|sum|text|safe|bare) (\\S+)(?: (\\w+))?$`, 'gm'),
    (_, what: Ahead, path: string, sum?: string) => by(what, path, sum),
  );
