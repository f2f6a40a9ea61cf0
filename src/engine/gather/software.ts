import { HostError } from '../../core/errors.ts';
import type { Facts } from '../../core/facts.ts';
import { placed } from '../../core/place.ts';
import { askHost, query, queryEach } from '../../core/query.ts';
import type { Resource, State } from '../../core/resource.ts';
import type { Run } from '../run/run.ts';

/**
 * Asks hosts what of the software that roles may install is there, and which of the rest their repositories offer.
 * @returns states by package and host; a host that umctl does not know, or that does not say, has none
 */
export async function askSoftware(run: Run, known: ReadonlyMap<string, Facts>): Promise<ReadonlyMap<string, State>> {
  const wanted = new Map<string, readonly Resource[]>();
  for (const [host, facts] of known) {
    const software = softwareOf(run, host, facts);
    if (software.length > 0) wanted.set(host, software);
  }
  const { done } = await run.fleet.each(
    { phase: 'facts', hosts: [...wanted.keys()], quiet: true },
    async (connection, host) => {
      const software = wanted.get(host) ?? [];
      const states = queryEach(
        software.map(({ probe, probeSeconds = 20, parse }) =>
          query({ run: probe, withinSeconds: probeSeconds }, parse),
        ),
      );
      return Object.assign({}, ...(await askHost(connection, states))) as State;
    },
  );
  return done;
}

function softwareOf({ job, platformOf }: Run, name: string, facts: Facts): readonly Resource[] {
  const host = job.hosts.find((one) => one.name === name);
  if (host === undefined) return [];
  try {
    const known = { facts, platform: platformOf(name, facts) };
    const roles = new Set(job.plays.flatMap(({ play }) => play.roles));
    return [...roles].flatMap((role) => role.installs?.({ ...placed(job, role, host), ...known }) ?? []);
  } catch (error) {
    if (error instanceof HostError) return [];
    throw error;
  }
}
