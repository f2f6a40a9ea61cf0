import type { Facts } from '../../core/facts.ts';
import type { Place, ResolvedPlay } from '../../core/play.ts';
import { askHost } from '../../core/query.ts';
import { askFacts } from '../gather/facts.ts';
import type { Run } from '../run/run.ts';

/** What the hosts are, by name. */
export type FactsByHost = ReadonlyMap<string, Facts>;

/** The hosts of a play that are known, and which of them carries the service. */
export const placesOf = ({ play, hosts }: ResolvedPlay, facts: FactsByHost): readonly Place[] =>
  hosts.flatMap((host) => {
    const known = facts.get(host.name);
    return known === undefined ? [] : [{ host, facts: known, active: play.active?.(host, known) === true }];
  });

/** Asks hosts anew what they are; one that does not answer is what it was. */
export async function askAgain(run: Run, facts: FactsByHost): Promise<FactsByHost> {
  const query = askFacts(run);
  const { done } = await run.fleet.each({ phase: 'facts', hosts: [...facts.keys()], quiet: true }, (connection) =>
    askHost(connection, query),
  );
  return new Map([...facts, ...done]);
}
