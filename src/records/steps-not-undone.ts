import type { RunRecord } from './record.ts';

/** The types of resources whose whole effect is in files that are kept, or in services that load them again. */
const RESTORED = /^(file|block|link|absent) /;

/** By host, the steps that a run did and that putting its files back does not undo. */
export function stepsNotUndone({
  events,
}: RunRecord): readonly { readonly host: string; readonly ids: readonly string[] }[] {
  const byHost = new Map<string, string[]>();
  for (const event of events)
    if (event.type === 'step-done' && !RESTORED.test(event.id))
      byHost.set(event.host, [...(byHost.get(event.host) ?? []), event.id]);
  return [...byHost].map(([host, ids]) => ({ host, ids }));
}
