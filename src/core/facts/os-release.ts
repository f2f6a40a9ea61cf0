import { type Fact, linesIn, read } from '../fact.ts';
import { sh } from '../sh.ts';
import { tidy } from '../tidy.ts';
import { redhatRelease } from './redhat-release.ts';

/** os-release(5), as far as umctl needs it; empty texts where the host has none. */
export interface OsRelease {
  readonly id: string;
  readonly idLike: readonly string[];
  readonly versionId: string;
  readonly codename: string;
  readonly prettyName: string;
}

/** What the host says it is. */
export const os: Fact<OsRelease> = {
  id: 'os',
  ask: tidy(sh`for file in /etc/os-release /usr/lib/os-release; do
  [ -r "$file" ] || continue
  while read -r line || [ -n "$line" ]; do
    case $line in ID=* | ID_LIKE=* | VERSION_ID=* | VERSION_CODENAME=* | PRETTY_NAME=*) printf '%s\\n' "$line" ;; esac
  done < "$file"
  break
done`),
  parse(output) {
    const values = new Map(
      linesIn(output).flatMap((line) => {
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
  },
  show: ({ prettyName }, facts) => [
    { name: 'system', values: [prettyName || read(facts, redhatRelease) || 'unknown'], before: 'kernel' },
  ],
};

/** Assignments are such that a shell could read them. */
const unquote = (value: string): string => value.replace(/^(["'])(.*)\1$/, '$2').replace(/\\(["'$`\\])/g, '$1');
