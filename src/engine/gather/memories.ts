import { possibleJobs, rolesOf } from '../../core/job.ts';
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
  distinct(
    possibleJobs(job).flatMap((one) =>
      one.hosts.flatMap(({ name: host }) =>
        rolesOf(one, host).flatMap(({ name: role, recall }) => {
          const run = recall?.(one.vars.get(host)?.get(role));
          return run === undefined ? [] : [{ host, role, run }];
        }),
      ),
    ),
  );

/** Each once for a role of a host. */
const distinct = (memories: readonly Memory[]): readonly Memory[] => [
  ...new Map(memories.map((memory) => [`${memory.host} ${memory.role}`, memory])).values(),
];

/** Asks one host; its answers by role. */
export const askRemembered = (memories: readonly Memory[]): Query<ReadonlyMap<string, string>> =>
  mapQuery(
    queryEach(memories.map(({ role, run }) => query({ run }, ({ stdout }) => [role, stdout] as const))),
    (remembered) => new Map(remembered),
  );
