import type { Desired } from '../../core/compose.ts';
import type { Problem } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import type { Step } from '../../core/plan.ts';
import type { Job } from '../../core/play.ts';
import type { Resource } from '../../core/resource.ts';
import { containsSecret } from '../../core/secrets.ts';
import { absent } from '../../resources/absent.ts';
import { restored } from '../../resources/restored.ts';
import type { KeptPath } from './kept.ts';

/** What has to be known of the way back of what the run did, a sentence each. */
export const toldOfBack = ({ plays }: Desired, kept: readonly KeptPath[]): readonly string[] =>
  plays.flat().flatMap(({ title, files, back }) => {
    const isKept = kept.some(({ path }) => files?.includes(path));
    return isKept && back?.told !== undefined ? [`${title}: ${back.told}`] : [];
  });

/**
 * What is wanted of a host that goes back: the files as they were, and that the services which use them load them. Each is
 * in the play that it would be changed by, so that order, batches and what is done around a change are that play's; what
 * the inventory wants nothing of any more is in the host's first.
 */
export function desireBack(job: Job, wanted: Desired, kept: readonly KeptPath[]): Desired {
  const first = job.plays.findIndex(({ hosts }) => hosts.some(({ name }) => name === wanted.host));
  const files = kept.flatMap((one): readonly Placed[] => {
    if (one.tree === 'directory') return [];
    const backs = wanted.plays.flatMap((resources, play) =>
      resources.flatMap(({ files = [], back }) =>
        back !== undefined && files.includes(one.path) ? [{ back, play }] : [],
      ),
    );
    if (backs.length > 0)
      return backs.flatMap(({ back, play }) =>
        back.from(one.tree === 'was' ? one.copy : undefined).map((resource) => ({ resource, play })),
      );
    const owner = wanted.plays.findIndex((resources) => resources.some(({ files = [] }) => files.includes(one.path)));
    const resource = one.tree === 'was' ? restored(one) : absent({ path: one.path });
    return [{ resource, play: owner < 0 ? first : owner }];
  });
  const services = wanted.plays.flatMap((resources, play) =>
    resources.flatMap((resource) => loadingAgain(resource, files, play)),
  );
  const plays = job.plays.map((_, index) =>
    [...files, ...services].flatMap(({ resource, play }) => (play === index ? [resource] : [])),
  );
  return { host: wanted.host, plays, checks: [], checksOf: [] };
}

/** A resource, and the play that it belongs to. */
interface Placed {
  readonly resource: Resource;
  readonly play: number;
}

/** A service that loads some of the files, using them in place of what the inventory wants there; not before they are back. */
function loadingAgain(resource: Resource, files: readonly Placed[], play: number): readonly Placed[] {
  const config = resource.want['config'];
  const paths = new Set(resource.uses?.flatMap((used) => used.files ?? []));
  const used = files.filter((file) => file.resource.files?.some((path) => paths.has(path)));
  if (config === undefined || used.length === 0) return [];
  const again = { ...resource, uses: used.map((file) => file.resource), resetBy: [] };
  return [{ resource: again, play: Math.max(play, ...used.map((file) => file.play)) }];
}

/**
 * What has to be the same on several hosts is not put back host by host: meanwhile they would differ.
 * @returns a complaint for each of such files that the way back would change
 */
export const refuseBack = (host: Host, wanted: Desired, steps: readonly Step[]): readonly Problem[] =>
  wanted.plays.flat().flatMap(({ mustMatchPeers, files = [] }) =>
    files.flatMap((path) => {
      const step = steps.find(({ type, key }) => (type === 'file' || type === 'absent') && key === path);
      if (mustMatchPeers === undefined || !step?.changes.some(({ field }) => field === 'kind' || field === 'content'))
        return [];
      const message = `${host.name}: ${path} cannot be restored on single hosts: ${mustMatchPeers}`;
      return [{ at: host.at([]), message: `${message}. Change the inventory back, and run umctl apply` }];
    }),
  );

/** The files of a host whose content holds a secret, as far as the inventory knows. */
export const secretPaths = ({ plays }: Desired): ReadonlySet<string> =>
  new Set(
    plays
      .flat()
      .filter(({ want }) => Object.values(want).some((value) => typeof value === 'string' && containsSecret(value)))
      .flatMap(({ files = [] }) => files),
  );
