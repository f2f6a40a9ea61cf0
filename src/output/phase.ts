import type { Phase } from '../core/events.ts';

/** The words for a phase: what a host failed to do, what is going on, and what was done. */
export const PHASE: Readonly<Record<Phase, { readonly verb: string; readonly doing: string; readonly done: string }>> =
  {
    connect: { verb: 'connect', doing: 'connecting', done: 'connected' },
    facts: { verb: 'tell its facts', doing: 'gathering facts', done: 'facts gathered' },
    observe: { verb: 'be observed', doing: 'observing', done: 'observed' },
    approve: { verb: 'be approved', doing: 'asking for approval', done: 'approved' },
    apply: { verb: 'apply', doing: 'applying', done: 'applied' },
    confirm: {
      verb: 'confirm',
      doing: 'confirming that nothing is left to do',
      done: 'confirmed: nothing is left to do',
    },
    verify: { verb: 'verify', doing: 'checking', done: 'checked' },
  };
