import type { Desired } from '../core/compose.ts';
import type { Connection } from '../core/connection.ts';
import { plan, type Step } from '../core/plan.ts';
import type { Secrets } from '../core/secrets.ts';

/** Asks a host, in one exchange, for the state of all that is wanted on it, and returns the steps to get there. */
export async function observe(connection: Connection, desired: Desired, secrets: Secrets): Promise<readonly Step[]> {
  const resources = desired.plays.flat();
  expectSecrets(desired, secrets);
  const answers = await connection.ask(
    resources.map(({ probe, probeSeconds }) => ({
      run: probe,
      ...(probeSeconds === undefined ? {} : { withinSeconds: probeSeconds }),
    })),
  );
  return plan(
    resources,
    resources.map((resource, i) => {
      const answer = answers[i];
      return answer === undefined ? {} : resource.parse(answer);
    }),
  );
}

/** Has secrets that are wanted on a host be known again in what the host answers. */
export function expectSecrets(desired: Desired, secrets: Secrets): void {
  for (const { want } of desired.plays.flat())
    for (const value of Object.values(want)) if (typeof value === 'string') secrets.expect(value);
}

/** Whether two plans are the same, to the byte. */
export const samePlan = (a: readonly Step[], b: readonly Step[]): boolean => JSON.stringify(a) === JSON.stringify(b);
