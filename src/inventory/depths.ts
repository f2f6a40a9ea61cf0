import type { Problem } from '../core/errors.ts';
import type { Group } from './groups.ts';

/** What is directly above and below a group. */
interface Links {
  readonly parentsOf: (group: string) => readonly string[];
  readonly childrenOf: (group: string) => readonly string[];
}

/** How far groups are below `all`, by the longest way; groups that are below themselves are not in it. */
export function depthsOf(names: readonly string[], { parentsOf, childrenOf }: Links): ReadonlyMap<string, number> {
  const waiting = new Map(names.map((name) => [name, parentsOf(name).length]));
  const depths = new Map<string, number>();
  const ready = names.filter((name) => waiting.get(name) === 0);
  for (const name of ready) {
    const depth = depths.get(name) ?? 0;
    depths.set(name, depth);
    for (const child of childrenOf(name)) {
      depths.set(child, Math.max(depths.get(child) ?? 0, depth + 1));
      waiting.set(child, (waiting.get(child) ?? 0) - 1);
      if (waiting.get(child) === 0) ready.push(child);
    }
  }
  return new Map(ready.map((name) => [name, depths.get(name) ?? 0]));
}

/** Groups that are below themselves, each loop once. */
export function loops(
  groups: ReadonlyMap<string, Group>,
  parentsOf: Links['parentsOf'],
  sound: ReadonlySet<string>,
): readonly Problem[] {
  const seen = new Set<string>();
  return [...groups.values()].flatMap(({ name }) => {
    const way: string[] = [];
    for (let above: string | undefined = name; above !== undefined && !seen.has(above); ) {
      seen.add(above);
      way.push(above);
      above = parentsOf(above).find((parent) => !sound.has(parent));
      if (above !== undefined && way.includes(above)) return [loop(groups, [...way.slice(way.indexOf(above)), above])];
    }
    return [];
  });
}

function loop(groups: ReadonlyMap<string, Group>, names: readonly string[]): Problem {
  const [name = ''] = names;
  const group = groups.get(name);
  const message = `group "${name}" is a child of itself: ${names.join(' < ')}`;
  return group === undefined ? { message } : { at: group.at, message };
}
