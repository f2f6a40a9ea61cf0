import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Hosts named in place of a file: `n1,n2,`. */
export const isHostList = (source: string): boolean => source.includes(',') && !existsSync(source);

/** Standard input, and what a shell's `<(…)` gives: under the same name is something else the next time. */
export const isFleeting = (source: string): boolean => /^\/(?:dev|proc\/self)\/(?:stdin$|fd\/\d)/.test(source);

/** Where `group_vars/` and `host_vars/` of a source are; none where it is no file. */
export function varsDirectory(source: string): string | undefined {
  if (isHostList(source) || isFleeting(source)) return undefined;
  return statSync(source, { throwIfNoEntry: false })?.isDirectory() === true ? source : dirname(source);
}

/** A source by a name that means the same in any working directory. */
export const absolute = (source: string): string => (isHostList(source) ? source : resolve(source));
