/**
 * Something that roles want of hosts and that hosts do in different ways, such as a service or a default route. Each is a
 * small file in src/platform/capabilities; providers say how a host does it.
 */
export interface Capability<Spec, Answer = unknown> {
  /** As it is called in messages: `default route`. */
  readonly id: string;
  /** Set where roles can do without: a host that has no way to do it is not refused, and what is wanted of it is nothing. */
  readonly optional?: true;
  /** Never set; it holds the types of what is wanted, and of what the host answers. */
  readonly types?: (spec: Spec) => Answer;
}

/** Makes a capability; its types are those that it is assigned to. */
export const capability = (id: string, { optional }: { readonly optional?: true } = {}) => ({
  id,
  ...(optional === undefined ? {} : { optional }),
});

/** What is wanted of a capability. */
export type SpecOf<C> = C extends Capability<infer Spec, unknown> ? Spec : never;
