/** The sets of modules that reach each other (Tarjan, 1972: strongly connected components of more than one), each sorted. */
export function circles(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (module: string): void => {
    const at = index.size;
    index.set(module, at);
    low.set(module, at);
    stack.push(module);
    for (const next of graph.get(module) ?? []) {
      if (!graph.has(next)) continue;
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(module, Math.min(low.get(module) ?? at, low.get(next) ?? at));
    }
    if (low.get(module) !== at) return;
    const circle = stack.splice(stack.indexOf(module));
    if (circle.length > 1) found.push(circle.sort());
  };
  for (const module of graph.keys()) if (!index.has(module)) visit(module);
  return found;
}
