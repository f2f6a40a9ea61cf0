import type { Facts } from '../../core/facts.ts';

/** os-release(5): assignments that a shell could read. */
export function parseOsRelease(text: readonly string[]): Facts['os'] {
  const values = new Map(
    text.flatMap((line) => {
      const [, key, value] = /^([A-Z0-9_]+)=(.*)$/.exec(line.trim()) ?? [];
      return key === undefined || value === undefined ? [] : [[key, unquote(value)] as const];
    }),
  );
  const value = (key: string): string => values.get(key) ?? '';
  return {
    id: value('ID'),
    idLike: value('ID_LIKE').split(' ').filter(Boolean),
    versionId: value('VERSION_ID'),
    codename: value('VERSION_CODENAME'),
    prettyName: value('PRETTY_NAME'),
  };
}

const unquote = (value: string): string => value.replace(/^(["'])(.*)\1$/, '$2').replace(/\\(["'$`\\])/g, '$1');
