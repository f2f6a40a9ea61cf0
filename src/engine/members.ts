import { EXIT } from '../core/errors.ts';
import type { Report } from '../core/events.ts';
import type { Job } from '../core/job.ts';
import { leftOver } from '../core/members/list.ts';
import { isRemoved, REMOVED } from '../core/members/removed.ts';
import type { Gathered } from './gather.ts';

/** A host that leaves and does not answer keeps nobody from going on: it is told of, and left. */
export function goneForgiven(job: Job, gathered: Gathered, report: Report): Gathered {
  const leaving = new Set(job.hosts.filter(isRemoved).map(({ name }) => name));
  const gone = [...gathered.failed.values()].filter(({ host, exit }) => exit === EXIT.unreachable && leaving.has(host));
  for (const { host } of gone)
    report({
      type: 'warning',
      message:
        `${host} is removed and does not answer, so umctl's traces stay on it, its start at boot among them: keep it ` +
        'switched off, or run this again once it is back; the rest goes on',
    });
  const names = new Set(gone.map(({ host }) => host));
  return { ...gathered, failed: new Map([...gathered.failed].filter(([host]) => !names.has(host))) };
}

/** Members that the nodes know of and nobody else. */
export const leftOverWarnings = (job: Job, { recalled }: Gathered): readonly string[] =>
  leftOver(recalled('members').values(), new Set(job.hosts.map(({ name }) => name))).map(
    (name) =>
      `${name} was a member of this cluster and is not in the inventory: umctl's traces are still on it; ` +
      `list it once more, in a group \`${REMOVED}\`, to have them removed`,
  );
