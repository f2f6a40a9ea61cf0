/** A name, or a part of a value, that is not there. `default` and `is defined` take it for an answer. */
export class UndefinedError extends Error {}

/** What umctl does not do as Ansible does, or what Ansible refuses too. */
export class RefusedError extends Error {}

export const refuse = (why: string): never => {
  throw new RefusedError(why);
};
