/** What the commands do to hosts: to those of every cluster, side by side. */
import { tellDrained } from '../cluster/drain/left-drained.ts';
import { rotateKey as rotateKeyOfOne } from '../cluster/rotation/rotate-key.ts';
import { InputError } from '../core/errors.ts';
import type { Summary } from '../core/events.ts';
import { apply as applyOne } from '../engine/apply.ts';
import type { Approval } from '../engine/approve/approval.ts';
import { approvedSideBySide } from '../engine/parts/approved-side-by-side.ts';
import { partsAtWork, sideBySide } from '../engine/parts/side-by-side.ts';
import { plan as planOne } from '../engine/plan.ts';
import { nothingKept, restore as restoreOne } from '../engine/restore.ts';
import type { Session, Watch } from '../engine/run/session.ts';
import { verify as verifyOne } from '../engine/verify.ts';

export { switchover } from '../cluster/switchover/switchover.ts';
export { facts } from '../engine/facts.ts';
export { unlock } from '../engine/unlock.ts';

export const plan = (session: Session, watch: Watch): Promise<Summary> =>
  sideBySide(session, watch, { command: 'plan', work: (own, heard) => planOne(own, heard) });

export const verify: typeof verifyOne = (session, watch, options) =>
  sideBySide(session, watch, { command: 'verify', work: (own, heard) => verifyOne(own, heard, options) });

export const apply = (session: Session, watch: Watch, approval: Approval): Promise<Summary> =>
  tellDrained(watch, (following) =>
    approvedSideBySide(session, following, { command: 'apply', approval, work: applyOne }),
  );

export const rotateKey = async (session: Session, watch: Watch, approval: Approval): Promise<Summary> => {
  // One cluster without a key is no reason to leave the others theirs.
  const keyless: { readonly why: string; readonly heard: Watch }[] = [];
  const summary = await approvedSideBySide(session, watch, {
    command: 'rotate-key',
    approval,
    work: (own, heard, agreed) => rotateKeyOfOne(own, heard, agreed, (why) => void keyless.push({ why, heard })),
  });
  if (keyless.length === partsAtWork(session).length)
    throw new InputError([...new Set(keyless.map(({ why }) => why))].map((message) => ({ message })));
  for (const { why, heard } of keyless) heard.report({ type: 'warning', message: why });
  return summary;
};

export const restore: typeof restoreOne = (session, watch, { earlier, approval }) => {
  // A run that is taken back need not have been for all clusters.
  let without = 0;
  const several = partsAtWork(session).length > 1;
  const none = (): void => {
    if (!several) nothingKept(earlier);
    without += 1;
  };
  return tellDrained(watch, async (following) => {
    const summary = await approvedSideBySide(session, following, {
      command: 'restore',
      approval,
      work: (own, heard, agreed) => restoreOne(own, heard, { earlier, approval: agreed, none }),
    });
    return without === partsAtWork(session).length ? nothingKept(earlier) : summary;
  });
};
