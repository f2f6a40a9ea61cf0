import { HostError } from '../../core/errors.ts';
import type { Facts } from '../../core/facts.ts';
import { SOFTWARE } from '../../core/platform.ts';
import type { Resource, State } from '../../core/resource.ts';
import type { Run } from '../run/run.ts';
import type { Session } from '../run/session.ts';

/**
 * Asks hosts which of the packages that the roles need are installed, and which of the others their repositories offer.
 * @returns states by package and host; a host that umctl does not know, or that does not say, has none
 */
export async function askSoftware(run: Run, known: ReadonlyMap<string, Facts>): Promise<ReadonlyMap<string, State>> {
  const wanted = new Map<string, Resource>();
  for (const [host, facts] of known) {
    const software = softwareOf(run, host, facts);
    if (software !== undefined) wanted.set(host, software);
  }
  const { done } = await run.fleet.each(
    { phase: 'facts', hosts: [...wanted.keys()], quiet: true },
    async (connection, host) => {
      const { probe, probeSeconds = 20, parse } = wanted.get(host) as Resource;
      const [answer] = await connection.ask([{ run: probe, withinSeconds: probeSeconds }]);
      return answer === undefined ? {} : parse(answer);
    },
  );
  return done;
}

function softwareOf({ platformOf }: Session, host: string, facts: Facts): Resource | undefined {
  try {
    return platformOf(host, facts).packages(SOFTWARE);
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}
