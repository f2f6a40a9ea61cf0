/** Whether a line is one of those that version control leaves in a file when two changes collide. */
export const isConflict = (line: string): boolean => /^(?:<{7}|={7}|>{7})(?:\s|$)/.test(line);

export const CONFLICT =
  'a merge conflict was left in this file; keep one side and delete the lines that begin with <<<<<<<, ======= and >>>>>>>';
