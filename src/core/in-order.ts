/** Things in their order, but for those that are to stand before another one by its name; where that is missing, they stand last. */
export function inOrder<T extends { readonly before?: string }>(
  things: readonly T[],
  nameOf: (thing: T) => string,
): readonly T[] {
  const ordered = things.filter(({ before }) => before === undefined);
  for (const thing of things) {
    if (thing.before === undefined) continue;
    const at = ordered.findIndex((other) => nameOf(other) === thing.before);
    ordered.splice(at < 0 ? ordered.length : at, 0, thing);
  }
  return ordered;
}
