import { expect, test } from 'vitest';
import { sh } from '../../../src/core/sh.ts';
import { distinctQuestions } from '../../../src/ssh/questions.ts';

test('the same text is asked once, with the longest limit, and everybody gets its answer', () => {
  const asks = [
    { run: sh`a` },
    { run: sh`b`, withinSeconds: 5 },
    { run: sh`a`, withinSeconds: 60, seal: 'secret' },
    { run: sh`b`, withinSeconds: 3 },
  ];
  const { questions, indexOf } = distinctQuestions(asks, 20);
  expect(questions).toEqual([
    { text: 'a', seconds: 60 },
    { text: 'b', seconds: 5 },
  ]);
  expect(asks.map((_, i) => indexOf(i))).toEqual([0, 1, 0, 1]);
});
