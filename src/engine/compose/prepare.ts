import type { Check } from '../../core/check.ts';
import { compose } from '../../core/compose.ts';
import { gather } from '../gather/gather.ts';
import { sameMachine } from '../gather/same-machine.ts';
import type { Run } from '../run/run.ts';
import type { Prepared } from './prepared.ts';

/** Asks the hosts what they are and the roles what they want there.*/
export async function prepare(asking: Run): Promise<Prepared> {
  const asked = await gather(asking);
  const run: Run = { ...asking, job: asked.job };
  if (run.job.chosen !== undefined) run.report({ type: 'chosen', ...run.job.chosen });
  const reviewed = run.job.domain?.review(run.job.hosts, { ...asked, elsewhere: run.job.elsewhere });
  const gathered = { ...asked, failed: reviewed?.failed ?? asked.failed };
  for (const message of reviewed?.warnings ?? []) run.report({ type: 'warning', message });
  const composition = compose(run.job, gathered, run.platformOf);
  for (const message of composition.warnings) run.report({ type: 'warning', message });
  for (const [host, failure] of composition.failed) run.report({ type: 'host-failed', host, phase: 'facts', failure });
  const refused = [...composition.refused, ...(reviewed?.refused ?? []), ...sameMachine(run.job, gathered.facts)];
  return {
    run,
    gathered,
    composition: { ...composition, refused },
    failed: new Map([...gathered.failed, ...composition.failed]),
  };
}

/** The checks of all hosts, and those across them, each once: phases of one role may ask the same. */
export const allChecks = ({ composition }: Prepared): readonly Check[] => {
  const all = [...[...composition.desired.values()].flatMap(({ checks }) => checks), ...composition.clusterChecks];
  return [...new Map(all.map((check) => [check.name, check])).values()];
};
