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

/** Told where the last of the groups in it is put into its parent: before that there was no loop. */
function loop(groups: ReadonlyMap<string, Group>, names: readonly string[]): Problem {
  const links = names.slice(1).flatMap((parent, i) => {
    const at = groups.get(parent)?.children.get(names[i] ?? '');
    return at === undefined ? [] : [{ at, child: names[i] ?? '', place: i }];
  });
  const last = links.toSorted((a, b) => a.at.line - b.at.line || a.at.column - b.at.column).at(-1);
  const ring = names.slice(0, -1);
  const turned = last === undefined ? ring : [...ring.slice(last.place), ...ring.slice(0, last.place)];
  const [name = ''] = turned;
  const message = `group "${name}" is a child of itself: ${[...turned, name].join(' < ')}`;
  return last === undefined ? { message } : { at: last.at, message };
}
