import type { LoadResult } from '../../load/record.ts';
import { figures, ofUrl, recovery } from '../../load/statistics.ts';
import { limitsFor } from './limits.ts';
import { drillOutcomeOf } from './outcome.ts';
import { shared } from './pages.ts';
import type { Scene } from './prepare.ts';
import type { DrillReport } from './report.ts';
import type { DrillOptions } from './settings.ts';
import { judge } from './verdict.ts';

/** What a drill has left when it is over. */
export interface Ended extends Pick<DrillReport, 'events' | 'activeAfter' | 'typed'> {
  readonly result: LoadResult;
  readonly faultAt: number;
  readonly umctl: string;
}

/** Measures and judges a drill. Pure. */
export function reportOf(scene: Scene, options: DrillOptions, ended: Ended): DrillReport {
  const { cluster, fault, target, active, asked, what, versions } = scene;
  const { from } = options;
  const { urls } = asked;
  const load = shared(options.load, asked);
  const { result, faultAt, umctl, ...rest } = ended;
  const slowAfter = cluster.drill.slow_after * 1000;
  const after = figures(result, { slowAfter, from: faultAt });
  const took = recovery(result, faultAt);
  const limits = limitsFor(fault.name, cluster.drill, fault.limits(cluster));
  const judgements = judge(limits, { figures: after, recovery: took });
  const outcome = drillOutcomeOf({ judgements, after, recovery: took, ...rest });
  return {
    ...rest,
    fault: { name: fault.name, host: target.node.name, what, leaves: fault.leaves(target) },
    faultAt,
    url: urls[0],
    urls,
    from,
    load: { rate: load.rate, limit: load.timeout * 1000, keepAlive: load.keepAlive, slowAfter },
    cluster: { virtualAddress: cluster.virtualAddress, nodes: cluster.nodes },
    activeBefore: [active],
    result,
    before: figures(result, { slowAfter, to: faultAt }),
    after,
    byUrl: urls.length < 2 ? [] : urls.map((url) => partsOf(url, result, { slowAfter, faultAt })),
    recovery: took,
    judgements,
    passed: outcome !== 'failed',
    outcome,
    versions: { umctl, nodes: versions },
  };
}

function partsOf(
  url: string,
  result: LoadResult,
  { slowAfter, faultAt }: { readonly slowAfter: number; readonly faultAt: number },
): DrillReport['byUrl'][number] {
  const own = ofUrl(result, url);
  return {
    url,
    before: figures(own, { slowAfter, to: faultAt }),
    after: figures(own, { slowAfter, from: faultAt }),
  };
}
