import { InputError } from './errors.ts';
import type { Fact } from './fact.ts';
import { baseFacts, type Facts } from './facts.ts';
import { inOrder } from './in-order.ts';
import type { Playbook } from './play.ts';
import { mapQuery, type Query, query, queryEach } from './query.ts';
import { sh } from './sh.ts';

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

/** Asks a host for facts, those of every host among them. Facts that ask the same share the answer. */
export function queryFacts(facts: readonly Fact<unknown>[]): Query<Facts> {
  const alike = Map.groupBy(facts, ({ ask }) => ask.text);
  return mapQuery(queryEach([...alike.values()].map(queryAlike)), (found) =>
    Object.fromEntries(facts.map(({ id }) => [id, found.flat().find((one) => one.id === id)?.value])),
  ) as Query<Facts>;
}

function queryAlike(facts: readonly Fact<unknown>[]) {
  const limits = facts.flatMap(({ withinSeconds }) => withinSeconds ?? []);
  const ask = { run: facts[0]?.ask ?? sh``, ...(limits.length === 0 ? {} : { withinSeconds: Math.max(...limits) }) };
  return query(ask, (answer) => facts.map(({ id, parse }) => ({ id, value: parse(answer) })));
}
