import type { Problem } from '../core/errors.ts';
import type { Group } from './groups.ts';

/** Names of groups by the name of a child of theirs. */
export type Parents = ReadonlyMap<string, readonly string[]>;

export function parentsOf(groups: ReadonlyMap<string, Group>): Parents {
  const parents = new Map<string, string[]>();
  for (const { name, children } of groups.values()) {
    for (const child of children) parents.set(child, [...(parents.get(child) ?? []), name]);
  }
  return parents;
}

/** How far groups are below `all`, by the longest way; groups that are below themselves are not in it. */
export function depthsOf(groups: ReadonlyMap<string, Group>, parents: Parents): ReadonlyMap<string, number> {
  const waiting = new Map([...groups.keys()].map((name) => [name, parents.get(name)?.length ?? 0]));
  const depths = new Map<string, number>([['ungrouped', 1]]);
  const ready = [...waiting.keys()].filter((name) => waiting.get(name) === 0);
  for (const name of ready) {
    const depth = name === 'all' ? 0 : Math.max(1, depths.get(name) ?? 1);
    depths.set(name, depth);
    for (const child of groups.get(name)?.children ?? []) {
      depths.set(child, Math.max(depths.get(child) ?? 1, depth + 1));
      waiting.set(child, (waiting.get(child) ?? 0) - 1);
      if (waiting.get(child) === 0) ready.push(child);
    }
  }
  return new Map(ready.map((name) => [name, depths.get(name) ?? 1]));
}

/** Groups that are below themselves, each loop once. */
export function loops(
  groups: ReadonlyMap<string, Group>,
  parents: Parents,
  sound: ReadonlySet<string>,
): readonly Problem[] {
  const seen = new Set<string>();
  return [...groups.values()].flatMap(({ name }) => {
    const way: string[] = [];
    for (let above: string | undefined = name; above !== undefined && !seen.has(above); ) {
      seen.add(above);
      way.push(above);
      above = parents.get(above)?.find((parent) => !sound.has(parent));
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
