import type { Summary } from '../core/events.ts';
import { factRows } from '../core/fact-rows.ts';
import { factsOf } from './gather/facts.ts';
import { gather } from './gather/gather.ts';
import { askSoftware } from './gather/software.ts';
import { warnOfLocks } from './lock/refuse-locked.ts';
import { progress } from './run/progress.ts';
import { withRun } from './run/run.ts';
import type { Session, Watch } from './run/session.ts';
import { summarise } from './run/summarise.ts';

/** Asks the hosts what they are. Changes nothing. */
export const facts = (session: Session, watch: Watch): Promise<Summary> =>
  withRun(session, watch, async (run) => {
    const gathered = await gather(run);
    warnOfLocks(gathered.locks, run.identity, run);
    const software = await askSoftware(run, gathered.facts);
    const facts = factsOf(run);
    for (const [host, known] of gathered.facts) {
      const rows = factRows(facts, known);
      run.report({ type: 'facts', host, facts: known, packages: software.get(host) ?? {}, rows });
    }
    return summarise({ command: 'facts', start: run.start, hosts: progress(run, gathered.failed) });
  });
