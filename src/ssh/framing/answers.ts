import type { Output } from '../../core/connection.ts';

/** What a script says, line by line. */
export type AnswerLine =
  | { readonly kind: 'begin'; readonly index: number }
  /** A process of an earlier script is still at work. */
  | { readonly kind: 'left'; readonly process: number }
  | { readonly kind: 'answer'; readonly index: number; readonly output: Output }
  | { readonly kind: 'done' };

/** Takes the bytes a host sends in any pieces. */
export interface AnswerReader {
  feed(chunk: Buffer): void;
}

/** What is told in place of an answer that something else printed into. */
const BROKEN = '(an answer that something on the host printed into)\n';

/**
 * Finds the lines behind `mark` in what a host sends and hears nothing else: banners, start-up files and the marks of
 * other exchanges are noise. A line counts once it is whole; half a line of a lost link is no answer. An answer that
 * something else printed into may be a secret: no part of it is noise, nor is what comes before the next mark.
 */
export function createAnswerReader(
  mark: string,
  { onLine, onNoise }: { onLine: (line: AnswerLine) => void; onNoise: (lines: string) => void },
): AnswerReader {
  let pieces: Buffer[] = [];
  let isBroken = false;
  const noise = (text: Buffer): void => {
    if (text.length > 0 && !isBroken) onNoise(text.toString('latin1'));
  };
  const marked = (text: string): void => {
    const line = parseLine(text.slice(text.indexOf(mark) + mark.length + 1));
    isBroken = line === undefined;
    if (line === undefined) onNoise(BROKEN);
    else onLine(line);
  };
  return {
    feed(chunk) {
      const end = chunk.lastIndexOf(10);
      if (end < 0) return void pieces.push(chunk);
      const lines = Buffer.concat([...pieces, chunk.subarray(0, end + 1)]);
      pieces = [chunk.subarray(end + 1)];
      let from = 0;
      // Noise is handed on as it lies between marks: a host may send tens of millions of lines.
      for (let at = lines.indexOf(`${mark} `); at >= 0; at = lines.indexOf(`${mark} `, from)) {
        const start = lines.lastIndexOf(10, at) + 1;
        const stop = lines.indexOf(10, at);
        noise(lines.subarray(from, start));
        marked(lines.toString('latin1', start, stop));
        from = stop + 1;
      }
      noise(lines.subarray(from));
    },
  };
}

function parseLine(text: string): AnswerLine | undefined {
  if (text === 'done') return { kind: 'done' };
  const begin = /^begin (\d+)$/.exec(text);
  if (begin) return { kind: 'begin', index: Number(begin[1]) };
  const left = /^left (\d+)$/.exec(text);
  if (left) return { kind: 'left', process: Number(left[1]) };
  const answer = /^(base64|hex) (\d+) ([A-Za-z0-9+/=]*) ([A-Za-z0-9+/=]*) (\d+)$/.exec(text);
  if (!answer) return undefined;
  const [, coding, index, stdout = '', stderr = '', code] = answer;
  const decode = (coded: string): string => Buffer.from(coded, coding as 'base64' | 'hex').toString('utf8');
  return {
    kind: 'answer',
    index: Number(index),
    output: { code: Number(code), stdout: decode(stdout), stderr: decode(stderr) },
  };
}
