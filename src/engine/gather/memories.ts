import { rolesOf } from '../../core/job.ts';
import type { Job } from '../../core/play.ts';
import { mapQuery, type Query, query, queryEach } from '../../core/query.ts';
import type { Sh } from '../../core/sh.ts';

/** What a host is asked that it remembers for a role. */
interface Memory {
  readonly host: string;
  readonly role: string;
  readonly run: Sh;
}

/** What all hosts are to be asked, each once: phases of a role go by its name, and ask the same. */
export const memoriesOf = (job: Job): readonly Memory[] =>
  job.hosts.flatMap(({ name: host }) => {
    const asked = rolesOf(job, host).flatMap(({ name: role, recall }) => {
      const run = recall?.(job.vars.get(host)?.get(role));
      return run === undefined ? [] : [[role, { host, role, run }] as const];
    });
    return [...new Map(asked).values()];
  });

/** Asks one host; its answers by role. */
export const askRemembered = (memories: readonly Memory[]): Query<ReadonlyMap<string, string>> =>
  mapQuery(
    queryEach(memories.map(({ role, run }) => query({ run }, ({ stdout }) => [role, stdout] as const))),
    (remembered) => new Map(remembered),
  );
