import type { Desired } from '../../core/compose.ts';
import type { Job } from '../../core/job.ts';
import type { Resource } from '../../core/resource.ts';
import { containsSecret } from '../../core/secrets.ts';
import { absent } from '../../resources/absent.ts';
import { restored } from '../../resources/restored.ts';
import type { Kept } from './kept.ts';

/** What is wanted of a host that goes back: the files as they were, and that the services which use them load them. */
export function desireBack(job: Job, wanted: Desired, kept: readonly Kept[]): Desired {
  const files = kept.flatMap((one) => {
    if (one.tree === 'was') return [restored(one)];
    return one.tree === 'absent' ? [absent({ path: one.path })] : [];
  });
  const services = wanted.plays.flat().flatMap((resource) => loadingAgain(resource, files));
  const first = job.plays.findIndex(({ hosts }) => hosts.some(({ name }) => name === wanted.host));
  const plays = job.plays.map((_, index) => (index === first ? [...files, ...services] : []));
  return { host: wanted.host, plays, checks: [], checksOf: [] };
}

/** A service that loads some of the files, using them in place of what the inventory wants there. */
function loadingAgain(resource: Resource, files: readonly Resource[]): readonly Resource[] {
  const config = resource.want['config'];
  const paths = new Set(resource.uses?.flatMap((used) => used.files ?? []));
  const uses = files.filter((file) => file.files?.some((path) => paths.has(path)));
  return config === undefined || uses.length === 0 ? [] : [{ ...resource, uses, resetBy: [] }];
}

/** The files of a host whose content holds a secret, as far as the inventory knows. */
export const secretPaths = ({ plays }: Desired): ReadonlySet<string> =>
  new Set(
    plays
      .flat()
      .filter(({ want }) => Object.values(want).some((value) => typeof value === 'string' && containsSecret(value)))
      .flatMap(({ files = [] }) => files),
  );
