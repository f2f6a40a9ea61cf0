import type { Command, Output } from './connection.ts';
import type { Guard } from './guard.ts';
import type { Sh } from './sh.ts';

/** A field of a state. Wanted `undefined` = leave it as it is; observed `undefined` = absent or unknown. */
export type Value = string | number | boolean | undefined;
export type State = Readonly<Record<string, Value>>;

/** One field that is not as wanted. */
export interface Change {
  readonly field: string;
  readonly from: Value;
  readonly to: Value;
}

/**
 * What a change does to what runs on the host. `none`: no program notices. `reload`: a program that runs loads its
 * configuration again, or restarts. `interrupts`: whoever the host serves notices. Left out where nobody can tell.
 */
export type Impact = 'none' | 'reload' | 'interrupts';

/**
 * What `umctl restore` makes of a change: `files` where all of it is in files that are kept before they change, `no` where
 * something else stays as it was made.
 */
export type Restorable = 'files' | 'no';

/** What of an observed state keeps a step from getting from there to what is wanted, and what a person has to do about it. */
interface Obstacle {
  readonly cannot?: string | undefined;
  /** What there is beside the fields, and is not there any more once its content is another. */
  readonly loses?: string | undefined;
}

/**
 * A kind of thing on a host. It does no I/O: it returns shell that asks, parses the answer, and returns shell that
 * changes. What is wanted and what is observed have one shape, and the engine compares them field by field.
 */
export interface ResourceType<P, S extends State> {
  readonly type: string;
  /** Tells the thing from others of its type on a host: `/etc/motd`. Records and saved plans know it by this. */
  readonly key: (params: P) => string;
  /** What people read; nothing is recognised by it. Default: the type and the key. */
  readonly title?: (params: P) => string;
  readonly want: (params: P) => S;
  /** Read-only shell; the same text is asked once for many resources. */
  readonly probe: (params: P) => Sh;
  /** How long it may take to answer, in seconds; see `Ask.withinSeconds`. */
  readonly probeSeconds?: number;
  readonly parse: (output: Output, params: P) => Partial<S> & Obstacle;
  /** Shell that is right from any state: `changed` may save work, never decide how. */
  readonly apply: (params: P, changed: (field: keyof S & string) => boolean) => Command;
  /** Files it puts in place; by them a service tells whether it has loaded what is on disk. */
  readonly files?: (params: P) => readonly string[];
  /** What a step with these changes does to what runs. Hooks go by it. */
  readonly impact?: (changes: readonly Change[], params: P) => Impact | undefined;
  /** Default: `no`. */
  readonly restorable?: Restorable;
  /** How what it did goes back in a restore, where that is not its file. */
  readonly back?: Back<P>;
}

/** How a restore takes back what resources of a type did to more than a file, or to a part of one. */
export interface Back<P> {
  /** What is wanted then, from the copy of its file that a run kept (none: there was no file), and what the inventory wants. */
  readonly from: (copy: string | undefined, params: P) => readonly Resource[];
  /** What people are told of the way back, after the title: `it stays in part, as …`. */
  readonly told?: string;
}

/** What may undo a resource when it changes. */
interface ResetBy {
  readonly resource: Resource;
  readonly field?: string;
  /** What happens then, as people say it: `installing nginx`. Default: the change of the field. */
  readonly how?: string;
}

/** How a resource hangs together with others on its host. */
export interface Relations {
  /** A change to one of these (to that field, where one is named) may undo this one, which is then applied in full. */
  readonly resetBy?: readonly ResetBy[];
  /** A change to one of these may take away what keeps this one from being done. */
  readonly unblockedBy?: readonly Resource[];
  /** Whose content this one loads; names the cause when it has to load again. */
  readonly uses?: readonly Resource[];
  /** Set where its content has to be the same on all hosts of a play: what becomes of hosts that have it otherwise. */
  readonly mustMatchPeers?: string;
  /** Set where its change may cut umctl off from the host. */
  readonly guard?: Guard;
  /** Set where a role knows more of what its change does to what runs than its type does. */
  readonly impact?: (changes: readonly Change[]) => Impact | undefined;
  /** The program that takes another content up by itself while it runs, and sends clients elsewhere by it. */
  readonly rereadBy?: string;
}

/** What a resource is known by, and what a step for it is. */
export interface Identity {
  /** The type and the key. */
  readonly id: string;
  readonly type: string;
  readonly key: string;
  readonly title: string;
  readonly restorable: Restorable;
}

/** A thing wanted on a host: a resource type with its parameters filled in. */
export interface Resource extends Identity, Relations {
  readonly want: State;
  readonly probe: Sh;
  readonly probeSeconds?: number;
  readonly parse: (output: Output) => State;
  readonly apply: (changed: (field: string) => boolean) => Command;
  readonly files?: readonly string[];
  readonly back?: { readonly from: (copy: string | undefined) => readonly Resource[]; readonly told?: string };
}

/** Makes the function that roles call: `file({ path, content })`. */
export function defineResource<P, S extends State>(
  type: ResourceType<P, S>,
): (params: P, relations?: Relations) => Resource {
  // Types are stripped where a playbook is loaded, so nobody else has seen to it.
  for (const name of ['key', 'want', 'probe', 'parse', 'apply'] as const)
    if (typeof type[name] !== 'function')
      throw new TypeError(`defineResource: the resource type "${type.type}" has no function "${name}"`);
  return (params, relations = {}) => ({
    ...(type.impact === undefined ? {} : { impact: (changes) => type.impact?.(changes, params) }),
    ...relations,
    ...identity(type, params),
    want: type.want(params),
    probe: type.probe(params),
    ...(type.probeSeconds === undefined ? {} : { probeSeconds: type.probeSeconds }),
    parse: (output) => type.parse(output, params) as State,
    apply: (changed) => type.apply(params, changed),
    ...(type.files === undefined ? {} : { files: type.files(params) }),
    ...backOf(type, params),
  });
}

function backOf<P, S extends State>({ back }: ResourceType<P, S>, params: P): Pick<Resource, 'back'> {
  return back === undefined ? {} : { back: { ...back, from: (copy) => back.from(copy, params) } };
}

function identity<P, S extends State>(type: ResourceType<P, S>, params: P): Identity {
  const key = type.key(params);
  const id = idOf(type.type, key);
  return { id, type: type.type, key, title: type.title?.(params) ?? id, restorable: type.restorable ?? 'no' };
}

/** What a resource and its step are called in JSON, records and saved plans. */
export const idOf = (type: string, key: string): string => `${type} ${key}`;
