import type { RunRecord } from './record.ts';

/** By host, the steps that a run did and that putting its files back does not undo. */
export function stepsNotUndone({
  events,
}: Pick<RunRecord, 'events'>): readonly { readonly host: string; readonly titles: readonly string[] }[] {
  const byHost = new Map<string, string[]>();
  for (const event of events)
    if (event.type === 'step-done' && event.restorable !== 'files')
      byHost.set(event.host, [...(byHost.get(event.host) ?? []), event.title]);
  return [...byHost].map(([host, titles]) => ({ host, titles }));
}
