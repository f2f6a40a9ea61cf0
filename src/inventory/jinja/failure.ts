/** A name, or a part of a value, that is not there. `default` and `is defined` take it for an answer. */
export class UndefinedError extends Error {}

/** What umctl does not do as Ansible does, or what Ansible refuses too. */
export class RefusedError extends Error {}

/** What the use of something that is not there is. An `if` without an else gives what `default` in another variable does not see. */
export const missing = (value: { readonly undefined: string; readonly lenient?: true }): Error =>
  value.lenient === true ? new RefusedError(value.undefined) : new UndefinedError(value.undefined);

export const refuse = (why: string): never => {
  throw new RefusedError(why);
};
