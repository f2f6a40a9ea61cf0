import type { Summary } from '../core/events.ts';
import { gather } from './gather/gather.ts';
import { askSoftware } from './gather/software.ts';
import { warnOfLocks } from './lock/refuse-locked.ts';
import type { Session, Watch } from './run/session.ts';
import { summarise } from './run/summarise.ts';
import { progress, run } from './run/with-fleet.ts';

/** Asks the hosts what they are. Changes nothing. */
export const facts = (session: Session, watch: Watch): Promise<Summary> =>
  run(session, watch, async (fleet, start) => {
    const gathered = await gather(session.job, { fleet, ...watch, ...session });
    warnOfLocks(gathered.locks, session.run, watch);
    const software = await askSoftware(session, fleet, gathered.facts);
    for (const [host, known] of gathered.facts)
      watch.report({ type: 'facts', host, facts: known, packages: software.get(host) ?? {} });
    return summarise({ command: 'facts', start, hosts: progress(session, gathered.failed) });
  });
