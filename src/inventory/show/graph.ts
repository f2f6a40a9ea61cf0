import type { Listing } from './listing.ts';
import { pythonText, type ShownMap } from './python.ts';
import { sortedOrNot } from './sorted.ts';

/** `ansible-inventory --graph GROUP`: a line for every group and host, and with `vars` for their variables. */
export function graph(from: Listing, group: string, { vars }: { readonly vars: boolean }): readonly string[] {
  const branch = (name: string, depth: number): string => (depth === 0 ? name : `${'  |'.repeat(depth)}--${name}`);
  const varsAt = (map: ShownMap, depth: number): readonly string[] =>
    vars ? sortedOrNot(map).map(([name, value]) => branch(`{${name} = ${pythonText(value)}}`, depth)) : [];
  const below = (name: string, depth: number): readonly string[] => [
    branch(`@${name}:`, depth),
    ...from.childrenOf(name).flatMap((child) => below(child, depth + 1)),
    ...(name === 'all' ? [] : from.hostsOf(name)).flatMap((host) => [
      branch(host, depth + 1),
      ...varsAt(vars ? from.hostVars(host) : new Map(), depth + 2),
    ]),
    ...varsAt(vars ? from.groupVars(name) : new Map(), depth + 1),
  ];
  return below(group, 0);
}
