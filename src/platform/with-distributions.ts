import type { Playbook } from '../core/play.ts';
import { platformFactsOf, platformOf } from './detect.ts';
import { distributions } from './distributions/all.ts';
import type { Distribution } from './distributions/distribution.ts';

/** A playbook that knows hosts of these distributions, too; they count before umctl's own. */
export const withDistributions = <P extends Playbook>(playbook: P, own: readonly Distribution[]): P => ({
  ...playbook,
  facts: [...(playbook.facts ?? []), ...platformFactsOf(own)],
  platformOf: (host, facts, allowed) => platformOf(host, facts, [...own, ...distributions], allowed),
});
