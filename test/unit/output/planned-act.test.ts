import { expect, test } from 'vitest';
import { findingLines } from '../../../src/output/lines.ts';
import type { Look } from '../../../src/output/look.ts';
import { uncoloured } from '../../../src/output/paint.ts';

const look = { paint: uncoloured, invocation: { command: 'plan', inventory: 'i' } } as unknown as Look;

test('a hand-over that is planned comes with whose change it is for, and what to know of it', () => {
  const act = { type: 'act-planned', host: 'n1', name: 'n1 hands its duties over to n2' } as const;
  expect(findingLines({ ...act, note: 'because of this; the duties stay on n2' }, look)).toEqual([
    'Before n1 is changed: n1 hands its duties over to n2',
    '  because of this; the duties stay on n2',
  ]);
  expect(findingLines(act, look)).toHaveLength(1);
});
