import { type Cursor, charAt, isBreakOrEnd, isGap, markOf, skip, skipBlanks, skipLine, unitAt } from './cursor.ts';
import { takeHandle, takeUri } from './properties.ts';
import { SyntaxProblem } from './syntax-error.ts';
import type { TokenContent } from './tokens.ts';

/** The directive (`%YAML 1.1`, `%TAG ! prefix`) at the cursor, and all of its line. */
export function takeDirective(cursor: Cursor): TokenContent {
  const at = markOf(cursor);
  const [line = ''] = /^.*/.exec(cursor.text.slice(cursor.offset, cursor.offset + 1000)) ?? [];
  const version = /^%YAML[ \t]+(\d{1,9})\.(\d{1,9})(?![0-9A-Za-z_.-])/.exec(line);
  if (version !== null) {
    skip(cursor, version[0].length);
    endLine(cursor);
    return { kind: 'version', major: Number(version[1]), minor: Number(version[2]) };
  }
  const tag = /^%TAG[ \t]+(?=!)/.exec(line);
  if (tag === null)
    throw new SyntaxProblem(at, 'a line that begins with % is a YAML directive, and only %YAML 1.1 and %TAG are known');
  skip(cursor, tag[0].length);
  const handle = takeHandle(cursor);
  if (handle !== '!' && !handle.endsWith('!'))
    throw new SyntaxProblem(at, `%TAG: ${handle} needs another ! at its end`);
  const gap = isGap(unitAt(cursor));
  skipBlanks(cursor);
  const prefix = takeUri(cursor, /[-0-9A-Za-z_;/?:@&=+$.!~*'()%,[\]]/);
  if (!gap || prefix === '' || !isGap(unitAt(cursor)))
    throw new SyntaxProblem(at, '%TAG needs a handle and a prefix: %TAG !name! prefix');
  endLine(cursor);
  return { kind: 'tag-directive', handle, prefix };
}

function endLine(cursor: Cursor): void {
  skipBlanks(cursor);
  if (charAt(cursor) === '#') skipLine(cursor);
  if (!isBreakOrEnd(unitAt(cursor)))
    throw new SyntaxProblem(markOf(cursor), 'expected the end of the line after the directive');
}
