import { type WantedSecret, wantedSecrets } from '../../core/job.ts';
import type { Job } from '../../core/play.ts';

const keyOf = ({ host, role, name }: WantedSecret): string => JSON.stringify([host, role, name]);

/** The secrets that a run may want, each once; and those of them that it wants whichever job it is for. */
export function secretsOfAll(jobs: readonly Job[]): Readonly<Record<'all' | 'inEach', readonly WantedSecret[]>> {
  const wanted = jobs.map(wantedSecrets);
  const all = [...new Map(wanted.flat().map((want) => [keyOf(want), want])).values()];
  const keys = wanted.map((mine) => new Set(mine.map(keyOf)));
  return { all, inEach: all.filter((want) => keys.every((mine) => mine.has(keyOf(want)))) };
}

/** Those that a job wants among what was asked for. */
export function wantedBy(job: Job, asked: readonly WantedSecret[]): readonly WantedSecret[] {
  const mine = new Set(wantedSecrets(job).map(keyOf));
  return asked.filter((want) => mine.has(keyOf(want)));
}
