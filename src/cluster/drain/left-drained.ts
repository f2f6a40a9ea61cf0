import type { Summary } from '../../core/events.ts';
import type { Marks } from '../../core/play.ts';
import type { Watch } from '../../engine/run/session.ts';

/** What operations say that take a real server out of the rotation for its change, and that give it clients again. */
export const drains = (host: string): Marks => ({ drains: host });
export const undrains = (host: string): Marks => ({ undrains: host });

/** Hosts that a run drained for their change, and that it ended before they got clients again. */
export const leftDrained = ({ marks }: Pick<Summary, 'marks'>): readonly string[] => [marks?.['drained'] ?? []].flat();

/** Follows which real servers a run takes out of the rotation and does not give back; its summary says so. */
export async function tellDrained(watch: Watch, go: (watch: Watch) => Promise<Summary>): Promise<Summary> {
  const left = new Set<string>();
  const summary = await go({
    ...watch,
    report(event) {
      const { drains: out, undrains: back } = 'marks' in event ? (event.marks ?? {}) : {};
      if (typeof out === 'string') left.add(out);
      if (typeof back === 'string') left.delete(back);
      watch.report(event);
    },
  });
  return left.size === 0 ? summary : { ...summary, marks: { ...summary.marks, drained: [...left] } };
}
