import { InputError } from './errors.ts';
import type { Fact, FactValues } from './fact.ts';
import { baseFacts, type Facts } from './facts.ts';
import { inOrder } from './in-order.ts';
import type { Playbook } from './play.ts';
import { type Query, query, queryAll } from './query.ts';

/** The facts that a playbook, its domain and its roles bring. */
export const factsBroughtBy = ({
  facts = [],
  domain,
  plays,
}: Pick<Playbook, 'facts' | 'domain' | 'plays'>): readonly Fact<unknown>[] => [
  ...(domain?.facts ?? []),
  ...facts,
  ...plays.flatMap(({ roles }) => roles.flatMap((role) => role.facts ?? [])),
];

/**
 * Everything that hosts are asked, each once, in the order in which `umctl facts` has it.
 * @throws InputError where two facts have one id
 */
export function factsToAsk(brought: readonly Fact<unknown>[]): readonly Fact<unknown>[] {
  const facts = [...new Set<Fact<unknown>>([...Object.values(baseFacts), ...brought])];
  const seen = new Set<string>();
  for (const { id } of facts) {
    if (seen.has(id))
      throw new InputError([
        { message: `two facts have the id "${id}": give one of them another, as \`umctl facts\` shows both` },
      ]);
    seen.add(id);
  }
  return inOrder(facts, ({ id }) => id);
}

/** Asks a host for facts, those of every host among them. */
export const queryFacts = (facts: readonly Fact<unknown>[]): Query<Facts> =>
  queryAll<FactValues>(Object.fromEntries(facts.map((fact) => [fact.id, queryFact(fact)]))) as Query<Facts>;

const queryFact = ({ ask, withinSeconds, parse }: Fact<unknown>): Query<unknown> =>
  query({ run: ask, ...(withinSeconds === undefined ? {} : { withinSeconds }) }, parse);
