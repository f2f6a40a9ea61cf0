import { defineResource } from '../core/resource.ts';
import type { Sh } from '../core/sh.ts';

interface Params {
  /** What it achieves, in a few words. */
  readonly name: string;
  /** What hooks, records and saved plans know it by, where its name may be worded anew. Default: the name. */
  readonly key?: string;
  /** Changes nothing; exits with 0 when there is nothing left to do. */
  readonly unless: Sh;
  /** Makes `unless` true, from any state. */
  readonly run: Sh;
  /** What `run` reads; may hold secrets. */
  readonly stdin?: string;
}

/** The escape hatch, for what no resource type describes. */
export const command = defineResource<Params, { readonly done: boolean }>({
  type: 'command',
  key: ({ name, key = name }) => key,
  title: ({ name }) => `command ${name}`,
  want: () => ({ done: true }),
  probe: ({ unless }) => unless,
  parse: ({ code }) => ({ done: code === 0 }),
  apply: ({ run, stdin }) => ({ run, ...(stdin === undefined ? {} : { stdin }) }),
});
