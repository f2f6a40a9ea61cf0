import { contains } from '../../core/address/cidr.ts';
import type { Problem } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import { possibleJobs } from '../../core/job.ts';
import type { Job, PartJob } from '../../core/play.ts';
import { distinct } from '../../core/refusals.ts';
import type { SegmentMark } from '../ports/segment-mark.ts';
import { domainOf } from '../stack/stack-of.ts';
import { givenCidrs } from './addresses.ts';

interface Marked extends SegmentMark {
  readonly director: Host;
}

const TAKEN = "each would take the other's packets for its own";

/** What two clusters of one segment have both, and that has to tell their packets apart. */
export const refuseMarks = ({ parts = [] }: Pick<Job, 'parts'>): readonly Problem[] =>
  distinct(parts.flatMap((part, i) => parts.slice(0, i).flatMap((earlier) => clashes(earlier, part))));

/** Of two clusters the first that they have both: one of a director's numbers often follows from another. */
const clashes = (earlier: PartJob, part: PartJob): readonly Problem[] =>
  marksOf(part)
    .flatMap((mark) => {
      const twin = marksOf(earlier).find(
        (other) =>
          other.what === mark.what && other.value === mark.value && shareSegment(other.director, mark.director),
      );
      if (twin === undefined) return [];
      const { what, value, effect = TAKEN, director, path, instead } = mark;
      const who = [earlier, part].map(({ name = 'the other one' }) => name).join(' and ');
      return [
        {
          at: director.at(path),
          message: `the clusters ${who} are on one segment and have the ${what} ${value} both, so that ${effect}: ${instead}`,
        },
      ];
    })
    .slice(0, 1);

/** Those of whatever stack it may turn out to be. */
function marksOf({ job }: PartJob): readonly Marked[] {
  const director = job.hosts.find(({ groups }) => groups.includes('directors'));
  if (director === undefined) return [];
  const stacks = possibleJobs(job).flatMap((one) => domainOf(one)?.stack ?? []);
  return stacks.flatMap(({ ha }) => (ha.marks?.(director) ?? []).map((mark) => ({ ...mark, director })));
}

const shareSegment = (a: Host, b: Host): boolean =>
  givenCidrs(a).some((one) => givenCidrs(b).some((other) => contains(one, other.ip) || contains(other, one.ip)));
