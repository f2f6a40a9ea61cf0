import { z } from 'zod';

/** A command line: a program's absolute path and its arguments, without quotes, as keepalived itself takes them apart. */
export const command = z.string().regex(/^\/[\w./+@:%,=-]+(?: [\w./+@:%,=-]+)*$/, {
  error:
    'expected an absolute path, and arguments of letters, digits and ./+@:%,=-_; put anything else into a script, and name that',
});

/** Who runs it. Default: root. */
export const user = z.string().regex(/^[a-z_][a-z0-9_-]*$/, { error: 'expected the name of a user' });
