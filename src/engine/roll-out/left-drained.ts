import type { Watch } from '../run/session.ts';

/** A watch that follows which real servers a run's acts have taken out of the rotation, and not given back. */
export function watchDrained(watch: Watch): { readonly watch: Watch; readonly left: () => readonly string[] } {
  const drained = new Set<string>();
  return {
    left: () => [...drained],
    watch: {
      ...watch,
      report(event) {
        if (event.type === 'act' && event.drains !== undefined) drained.add(event.drains);
        if (event.type === 'act-done' && event.undrains !== undefined) drained.delete(event.undrains);
        watch.report(event);
      },
    },
  };
}
