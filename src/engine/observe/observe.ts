import type { Desired } from '../../core/compose.ts';
import type { Ask, Connection, Output } from '../../core/connection.ts';
import { plan, type Step } from '../../core/plan.ts';
import type { Secrets } from '../../core/secrets.ts';

/** Asks a host, in one exchange, for the state of all that is wanted on it, and returns the steps to get there. */
export const observe = async (connection: Connection, desired: Desired, secrets: Secrets): Promise<readonly Step[]> =>
  (await observeAnd(connection, desired, { secrets, asks: [] })).steps;

/** The same, with the answers to questions of one's own. */
export async function observeAnd(
  connection: Connection,
  desired: Desired,
  { secrets, asks }: { readonly secrets: Secrets; readonly asks: readonly Ask[] },
): Promise<{ readonly steps: readonly Step[]; readonly answers: readonly Output[] }> {
  const resources = desired.plays.flat();
  expectSecrets(desired, secrets);
  const questions = resources.map(({ probe, probeSeconds }) => ({
    run: probe,
    ...(probeSeconds === undefined ? {} : { withinSeconds: probeSeconds }),
  }));
  const all = await connection.ask([...asks, ...questions]);
  const answers = all.slice(asks.length);
  const states = resources.map((resource, i) => {
    const answer = answers[i];
    return answer === undefined ? {} : resource.parse(answer);
  });
  return { steps: plan(resources, states), answers: all.slice(0, asks.length) };
}

/** Has secrets that are wanted on a host be known again in what the host answers. */
export function expectSecrets(desired: Desired, secrets: Secrets): void {
  for (const { want } of desired.plays.flat())
    for (const value of Object.values(want)) if (typeof value === 'string') secrets.register(value);
}

/** Whether two plans are the same, to the byte. */
export const samePlan = (a: readonly Step[], b: readonly Step[]): boolean => JSON.stringify(a) === JSON.stringify(b);
