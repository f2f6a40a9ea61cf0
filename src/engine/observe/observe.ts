import type { Desired } from '../../core/compose.ts';
import type { Connection } from '../../core/connection.ts';
import { planSteps, type Step } from '../../core/plan.ts';
import { askHost, mapQuery, type Query, query, queryEach } from '../../core/query.ts';
import type { Secrets } from '../../core/secrets.ts';

/** Asks a host, in one exchange, for the state of all that is wanted on it, and returns the steps to get there. */
export const observe = (connection: Connection, desired: Desired, secrets: Secrets): Promise<readonly Step[]> =>
  askHost(connection, askSteps(desired, secrets));

/** The questions for that, which may be asked along with others. */
export function askSteps(desired: Desired, secrets: Secrets): Query<readonly Step[]> {
  const resources = desired.plays.flat();
  expectSecrets(desired, secrets);
  const states = queryEach(
    resources.map(({ probe, probeSeconds, parse }) =>
      query({ run: probe, ...(probeSeconds === undefined ? {} : { withinSeconds: probeSeconds }) }, parse),
    ),
  );
  return mapQuery(states, (found) => planSteps(resources, found));
}

/** Has secrets that are wanted on a host be known again in what the host answers. */
export function expectSecrets(desired: Desired, secrets: Secrets): void {
  for (const { want } of desired.plays.flat())
    for (const value of Object.values(want)) if (typeof value === 'string') secrets.register(value);
}

/** Whether two plans are the same, to the byte. */
export const samePlan = (a: readonly Step[], b: readonly Step[]): boolean => JSON.stringify(a) === JSON.stringify(b);
