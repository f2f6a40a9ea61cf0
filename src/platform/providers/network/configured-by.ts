import { read } from '../../../core/fact.ts';
import type { Facts } from '../../../core/facts.ts';
import type { Misfit } from '../../provider.ts';
import { interfaceOwners, network, ownerFacts, ownerOf } from './owners.ts';

interface Words {
  /** What it is called. */
  readonly needs?: string;
  /** What to type to get there. */
  readonly hint?: string;
}

/** For interfaces that are configured by this, on hosts that have such. */
export const configuredBy = (owner: string, { needs = owner, ...hint }: Words = {}) => ({
  facts: ownerFacts,
  fits: (facts: Facts): true | Misfit =>
    read(facts, network) === owner ||
    Object.values(read(facts, interfaceOwners)).includes(owner) || {
      needs: [needs],
      here: `the network is configured by ${shown(read(facts, network))}`,
      ...hint,
    },
  covers: ({ device }: { readonly device: string }, facts: Facts): true | Misfit =>
    ownerOf(facts, device) === owner || {
      needs: [needs],
      here: `${device} is configured by ${shown(ownerOf(facts, device))}`,
      ...hint,
    },
});

const shown = (owner: string): string => (owner === 'unknown' ? 'nobody that umctl knows' : owner);
