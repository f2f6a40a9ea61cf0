/** A configuration as `ssh -G` prints it: a keyword in lower case and its value on each line. */
export interface Resolved {
  /** The first value; undefined where there is none, or it is `none`. */
  one(keyword: string): string | undefined;
  all(keyword: string): readonly string[];
}

export function readResolved(text: string): Resolved {
  const values = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [, keyword, value] = /^(\S+) (.*)$/.exec(line) ?? [];
    if (keyword === undefined || value === undefined) continue;
    values.set(keyword, [...(values.get(keyword) ?? []), value]);
  }
  const all = (keyword: string): readonly string[] => values.get(keyword) ?? [];
  return {
    all,
    one(keyword) {
      const [value = ''] = all(keyword);
      return value === '' || isNone(value) ? undefined : value;
    },
  };
}

export const isNone = (value: string): boolean => value.toLowerCase() === 'none';
