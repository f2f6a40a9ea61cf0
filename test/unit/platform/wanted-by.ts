import type { Capability } from '../../../src/core/capability.ts';
import type { Platform } from '../../../src/core/platform.ts';
import type { Relations, Resource } from '../../../src/core/resource.ts';
import type { AnyProvider } from '../../../src/platform/provider.ts';
import { readFacts } from './facts/hosts.ts';

/** What the first of these providers wants, on a host that nothing is known of. */
export function wantedBy<Spec>(
  providers: readonly AnyProvider[],
  capability: Capability<Spec>,
  spec: NoInfer<Spec>,
  relations: Relations = {},
): readonly Resource[] {
  const platform: Pick<Platform, 'want'> = { want: (other, wanted, rest) => wantedBy(providers, other, wanted, rest) };
  const found = providers.find(({ provides }) => provides.id === capability.id);
  if (found === undefined) throw new Error(`nothing provides ${capability.id}`);
  return found.want(spec, { facts: readFacts({}), platform: platform as Platform }, relations);
}
