import type { Phase } from '../core/events.ts';

/** The words for a phase: what is going on, and what was done. */
export const PHASE: Readonly<Record<Phase, { readonly doing: string; readonly done: string }>> = {
  connect: { doing: 'connecting', done: 'connected' },
  facts: { doing: 'gathering facts', done: 'facts gathered' },
  observe: { doing: 'observing', done: 'observed' },
  approve: { doing: 'asking for approval', done: 'approved' },
  lock: { doing: 'locking', done: 'locked' },
  act: { doing: 'making way for a change', done: 'made way for a change' },
  apply: { doing: 'applying', done: 'applied' },
  confirm: {
    doing: 'confirming that nothing is left to do',
    done: 'confirmed: nothing is left to do',
  },
  verify: { doing: 'checking', done: 'checked' },
};
