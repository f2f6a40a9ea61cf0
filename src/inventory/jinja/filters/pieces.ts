import { argumentsOf, integerArgument } from '../arguments.ts';
import { itemsOf } from '../compare.ts';
import { refuse } from '../failure.ts';
import type { Value } from '../value.ts';
import type { Filter } from './filter.ts';

const MOST = 100_000;

/** Put values together in other ways, as they are. */
export const PIECES: Readonly<Record<string, Filter>> = {
  batch(value, given) {
    const { linecount, fill_with: filling = null } = argumentsOf(given, ['linecount', 'fill_with']);
    const size = integerArgument(linecount, 0);
    if (size < 1) return refuse('batches of no size');
    const items = itemsOf(value);
    const lines = Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
      items.slice(i * size, (i + 1) * size),
    );
    const view: readonly Value[] = lines.map((line) =>
      filling === null ? line : [...line, ...Array.from({ length: size - line.length }, () => filling)],
    );
    return { view, indexed: false };
  },
  product(value, given) {
    if (given.named.size > 0) return refuse('product with named arguments');
    const lists = [value, ...given.positional].map(itemsOf);
    if (lists.reduce((count, { length }) => count * length, 1) > MOST) return refuse(`more than ${MOST} combinations`);
    const tuples = lists.reduce<readonly (readonly Value[])[]>(
      (before, items) => before.flatMap((start) => items.map((one) => [...start, one])),
      [[]],
    );
    return { view: tuples.map((tuple) => ({ tuple })), indexed: false };
  },
};
