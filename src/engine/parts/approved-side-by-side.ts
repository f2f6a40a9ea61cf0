import { EXIT } from '../../core/errors.ts';
import type { Summary } from '../../core/events.ts';
import type { Approval } from '../approve/approval.ts';
import type { Session, Watch } from '../run/session.ts';
import { approveTogether } from './approve-together.ts';
import { partsAtWork, sideBySide } from './side-by-side.ts';

interface Approved<S extends Session> {
  readonly command: string;
  readonly approval: Approval;
  readonly work: (session: S, watch: Watch, approval: Approval) => Promise<Summary>;
}

/** Does side by side what has to be approved: once, for all parts that come so far. */
export function approvedSideBySide<S extends Session>(
  session: S,
  watch: Watch,
  { command, approval, work }: Approved<S>,
): Promise<Summary> {
  if (session.job.parts === undefined) return work(session, watch, approval);
  const joint = approveTogether(partsAtWork(session).length, approval);
  return sideBySide(session, watch, {
    command,
    work: async (own, heard, { part, number, showPlans }) => {
      let how: 'well' | 'otherwise' = 'otherwise';
      try {
        const hosts = part.job.hosts.map(({ name }) => name);
        const ended = await work(own, heard, joint.of(number, { hosts, showPlans }));
        if (ended.exit === EXIT.done) how = 'well';
        return ended;
      } finally {
        joint.leave(number, how);
      }
    },
  });
}
