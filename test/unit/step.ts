import type { Event } from '../../src/core/events.ts';
import type { Step } from '../../src/core/plan.ts';
import { type Identity, idOf } from '../../src/core/resource.ts';
import { sh } from '../../src/core/sh.ts';

/** What a resource is known by, of whose type nothing else matters. */
export function identity(type: string, key: string): Identity {
  const id = idOf(type, key);
  return { id, type, key, title: id, restorable: 'no' };
}

/** A step as a plan has it, without an impact unless one is given. */
export const makeStep = (
  type: string,
  key: string,
  { changes = [], command = { run: sh`true` }, ...rest }: Partial<Step> = {},
): Step => ({ ...identity(type, key), impact: 'none', changes, command, ...rest });

/** Events of the step of a host: it begins, it is done. */
export const begins = (host: string, step: Identity, index: number): Event => ({
  ...{ type: 'step-start', host, index },
  ...{ id: step.id, title: step.title },
});
export const isDone = (host: string, step: Identity, milliseconds: number): Event => ({
  ...{ type: 'step-done', host, milliseconds },
  ...{ id: step.id, title: step.title, restorable: step.restorable },
});
