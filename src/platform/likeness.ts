import { read } from '../core/fact.ts';
import type { Facts } from '../core/facts.ts';
import type { Distribution } from './distributions/distribution.ts';
import { packagePrograms } from './facts/package-tools.ts';
import { systemOf } from './facts/system.ts';

/** A distribution that a system is like, and by which of its own words. */
interface Likeness {
  readonly distribution: Distribution;
  readonly id: string;
}

/**
 * The distribution that an unknown system is set up as, if it is let: the first of `ID` and `ID_LIKE` that one stands for
 * whose packages it has. A system that says nothing of the kind is like none.
 */
export function likenessOf(facts: Facts, all: readonly Distribution[]): Likeness | undefined {
  const { id, like } = systemOf(facts);
  const programs = read(facts, packagePrograms);
  return [id, ...like]
    .flatMap((one) => {
      const distribution = all.find(
        ({ standsFor }) => standsFor?.ids.includes(one) === true && programs.includes(standsFor.program),
      );
      return distribution === undefined ? [] : [{ distribution, id: one }];
    })
    .at(0);
}
