import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AnswerLine, createAnswerReader } from '../../../../src/ssh/framing/answers.ts';

const MARK = 'umctl-0123';

function read(chunks: readonly Buffer[]): { readonly lines: readonly AnswerLine[]; readonly noise: string } {
  const lines: AnswerLine[] = [];
  let noise = '';
  const reader = createAnswerReader(MARK, {
    onLine: (line) => lines.push(line),
    onNoise: (text) => {
      noise += text;
    },
  });
  for (const chunk of chunks) reader.feed(chunk);
  return { lines, noise };
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

test('both codings, with anything in front of the mark', () => {
  const text = `Welcome${MARK} base64 0 ${base64('ü')}  3\n${MARK} hex 1 6869 6f68 0\n${MARK} begin 2\n${MARK} done\n`;
  expect(read([Buffer.from(text)]).lines).toEqual([
    { kind: 'answer', index: 0, output: { code: 3, stdout: 'ü', stderr: '' } },
    { kind: 'answer', index: 1, output: { code: 0, stdout: 'hi', stderr: 'oh' } },
    { kind: 'begin', index: 2 },
    { kind: 'done' },
  ]);
});

test('half a line, a broken line and lines of others are no answers', () => {
  const broken = [`${MARK} base64 0 QUFB`, `${MARK} base64 0 Q!FB  0`, `${MARK} base64 0 QUFB  0 1`];
  const { lines, noise } = read([Buffer.from(`umctl-4567 done\n${broken.join('\n')}\n${MARK} done`)]);
  expect(lines).toEqual([]);
  expect(noise.split('\n').slice(0, 2)).toEqual(['umctl-4567 done', expect.stringContaining('printed into')]);
});

test('no part of an answer that something printed into is told, up to the next mark', () => {
  const secret = base64('heartbeat-key');
  for (const split of [0, 4, secret.length]) {
    const parts = `${secret.slice(0, split)}beep\n${secret.slice(split)}\nboop`;
    const { lines, noise } = read([Buffer.from(`a\n${MARK} base64 0 ${parts} 0\nb\n${MARK} done\nc\n`)]);
    expect(lines).toEqual([{ kind: 'done' }]);
    expect(noise.replace(/^\(.*\)$/m, '')).toBe('a\n\nc\n');
  }
});

test('the pieces in which bytes arrive make no difference', () => {
  const text = Buffer.from(`noise ü\n${MARK} base64 7 ${base64('äöü\n'.repeat(9))} ${base64('e')} 1\n\n${MARK} done\n`);
  const whole = read([text]);
  const property = fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
    const edges = [0, ...cuts.sort((a, b) => a - b), text.length];
    expect(read(edges.slice(1).map((edge, i) => text.subarray(edges[i], edge)))).toEqual(whole);
  });
  fc.assert(property);
});
