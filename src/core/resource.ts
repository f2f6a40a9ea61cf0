import type { Command, Output } from './connection.ts';
import type { Guard } from './guard.ts';
import type { Sh } from './sh.ts';

/** A field of a state. Wanted `undefined` = leave it as it is; observed `undefined` = absent or unknown. */
export type Value = string | number | boolean | undefined;
export type State = Readonly<Record<string, Value>>;

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
  /** Names the thing on its host, without the type: `/etc/ha.d/ha.cf`. */
  readonly name: (params: P) => string;
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
}

/** How a resource hangs together with others on its host. */
export interface Relations {
  /** A change to one of these (to that field, where one is named) may undo this one, which is then applied in full. */
  readonly resetBy?: readonly { readonly resource: Resource; readonly field?: string }[];
  /** A change to one of these may take away what keeps this one from being done. */
  readonly unblockedBy?: readonly Resource[];
  /** Whose content this one loads; names the cause when it has to load again. */
  readonly uses?: readonly Resource[];
  /** Set where its content has to be the same on all hosts of a play: what becomes of hosts that have it otherwise. */
  readonly mustMatchPeers?: string;
  /** Set where its change may cut umctl off from the host. */
  readonly guard?: Guard;
}

/** A thing wanted on a host: a resource type with its parameters filled in. */
export interface Resource extends Relations {
  readonly id: string;
  readonly want: State;
  readonly probe: Sh;
  readonly probeSeconds?: number;
  readonly parse: (output: Output) => State;
  readonly apply: (changed: (field: string) => boolean) => Command;
  readonly files?: readonly string[];
}

/** Makes the function that roles call: `file({ path, content })`. */
export const defineResource =
  <P, S extends State>(type: ResourceType<P, S>) =>
  (params: P, relations: Relations = {}): Resource => ({
    ...relations,
    id: `${type.type} ${type.name(params)}`,
    want: type.want(params),
    probe: type.probe(params),
    ...(type.probeSeconds === undefined ? {} : { probeSeconds: type.probeSeconds }),
    parse: (output) => type.parse(output, params) as State,
    apply: (changed) => type.apply(params, changed),
    ...(type.files === undefined ? {} : { files: type.files(params) }),
  });
