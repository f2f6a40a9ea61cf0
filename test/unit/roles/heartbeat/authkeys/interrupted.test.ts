import { expect, test } from 'vitest';
import { type Director, hearEachOther, PHASES, rotate } from './model.ts';

/** Small whole numbers that look random and are the same every time (a linear congruential generator). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const fresh = (): readonly [Director, Director] => {
  const one = { signs: 1, keys: new Map([[1, 'a']]) };
  return [
    { file: one, loaded: one },
    { file: one, loaded: one },
  ];
};

/** Runs with changing minds and reboots, each cut off somewhere; stops where two directors do not hear each other. */
function split(seed: number): string | undefined {
  const roll = dice(seed);
  const directors = fresh();
  for (let run = 0; run < 12; run++) {
    const token = 'abcd'[roll(4)] ?? 'a';
    const cut = roll(14);
    let step = 0;
    for (const _ of rotate(roll(2) === 0 ? directors : [directors[1], directors[0]], token)) {
      const rebooted = directors[roll(8)];
      if (rebooted !== undefined) rebooted.loaded = rebooted.file;
      if (!hearEachOther(directors[0].loaded, directors[1].loaded)) return `seed ${seed}, run ${run}, step ${step}`;
      if (step++ === cut) break;
    }
  }
  for (const _ of rotate(directors, 'z'));
  const [a, b] = directors.map(({ loaded }) => [loaded.signs, ...loaded.keys]);
  return JSON.stringify(a) === JSON.stringify(b) && a?.length === 2
    ? undefined
    : `seed ${seed} does not end in one key`;
}

test('whatever is cut off, rebooted or decided anew, two directors believe each other, and end with one key', () => {
  const splits = Array.from({ length: 5000 }, (_, seed) => split(seed + 1)).filter((found) => found !== undefined);
  expect(splits).toEqual([]);
});

test('the test sees a split: without the first phase there is one', () => {
  const [accept] = PHASES.splice(0, 1);
  const splits = Array.from({ length: 50 }, (_, seed) => split(seed + 1)).filter((found) => found !== undefined);
  if (accept !== undefined) PHASES.unshift(accept);
  expect(splits.length).toBeGreaterThan(0);
});
