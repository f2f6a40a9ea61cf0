import type { Check } from '../../core/check.ts';
import type { Step } from '../../core/plan.ts';
import type { Place, Play } from '../../core/play.ts';
import { isCareful } from '../../core/rollout.ts';

interface Joining {
  readonly play: Play;
  readonly places: readonly Place[];
  readonly stepsOf: (host: string) => readonly Step[];
}

/** What has to be right before hosts join those of their play that run; each once. */
export function joiningChecks({ play, places, stepsOf }: Joining, hosts: readonly string[]): readonly Check[] {
  const all = places
    .filter(({ host }) => hosts.includes(host.name))
    .flatMap((place) => play.joining?.({ ...place, steps: stepsOf(place.host.name), places }) ?? []);
  return [...new Map(all.map((check) => [check.name, check])).values()];
}

/** The batches with the checks before each; the first of those that join others is alone where all would go at once. */
export function withJoining(
  batches: readonly (readonly string[])[],
  joining: Joining,
): readonly { readonly batch: readonly string[]; readonly proof: readonly Check[] }[] {
  const isJoining = (host: string): boolean => joiningChecks(joining, [host]).length > 0;
  if (isCareful(joining.play, joining.places))
    return batches.map((batch) => ({ batch, proof: joiningChecks(joining, batch) }));
  return batches.flatMap((batch) => {
    const [, ...later] = batch.filter(isJoining);
    const first = { batch: batch.filter((host) => !later.includes(host)), proof: [] };
    return later.length === 0 ? [first] : [first, { batch: later, proof: joiningChecks(joining, later) }];
  });
}
