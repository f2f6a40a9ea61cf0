import type { Watch } from '../engine/run/session.ts';
import { readRecord } from '../records/read.ts';
import { runsDirectory } from '../records/state-directory.ts';
import { stepsNotUndone } from '../records/steps-not-undone.ts';

/** Says what a restore leaves as the run made it: by name where the run is on record here, else by kind. */
export function warnNotUndone(run: string, { report }: Watch): void {
  const record = readRecord(runsDirectory(), run);
  const messages =
    record === undefined
      ? [
          `run ${run} is not on record here, so umctl cannot list what else it did: packages and live settings are not restored`,
        ]
      : stepsNotUndone(record).map(({ host, titles }) => `${host}: not restored: ${titles.join(', ')}`);
  for (const message of messages) report({ type: 'warning', message });
}
