import type { Facts, NetworkOwner } from '../../../core/facts.ts';
import type { Misfit } from '../../provider.ts';

/** A host whose network is configured by this; `needs` is what it is called, `hint` what to type to get there. */
export const configuredBy =
  (owner: NetworkOwner, { needs = owner, ...hint }: { readonly needs?: string; readonly hint?: string } = {}) =>
  ({ network }: Facts): true | Misfit =>
    network === owner || { needs: [needs], here: `the network is configured by ${network}`, ...hint };
