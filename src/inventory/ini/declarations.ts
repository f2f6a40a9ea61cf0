import type { Position } from '../../core/errors.ts';
import { wrongChild } from '../group-name.ts';
import { addChild, type Collector } from '../groups.ts';

/** A group that was mentioned before it was declared. */
interface Pending {
  readonly at: Position;
  readonly said: 'child' | 'vars';
  readonly parents: string[];
}

/**
 * Which groups are declared: `[web]` and `[web:children]` do it, also below the line that mentions them; `[web:vars]` alone does
 * not. A group becomes a child where it is declared, which the order of children depends on.
 */
export function declarations(collect: Collector) {
  const pending = new Map<string, Pending>();
  const parents = (group: string): void => {
    const waiting = pending.get(group);
    pending.delete(group);
    for (const parent of waiting?.parents ?? []) {
      add(parent, group, waiting?.at);
      if (pending.get(parent)?.said === 'child') parents(parent);
    }
  };
  const add = (parent: string, child: string, at: Position | undefined): void => {
    if (at !== undefined) addChild(collect.group(parent, at), child, at);
  };
  return {
    declare(group: string, kind: 'hosts' | 'children' | 'vars', at: Position): void {
      if (!collect.knowsGroup(group)) {
        if (kind === 'vars' && !pending.has(group)) pending.set(group, { at, said: 'vars', parents: [] });
        collect.group(group, at);
      }
      if (kind !== 'vars') parents(group);
    },
    child(parent: string, child: string, at: Position): void {
      const wrong = wrongChild(parent, child);
      if (wrong !== undefined) collect.report(at, wrong);
      else if (collect.knowsGroup(child)) add(parent, child, at);
      else {
        const waiting = pending.get(child) ?? { at, said: 'child', parents: [] };
        pending.set(child, waiting);
        waiting.parents.push(parent);
      }
    },
    /** Reports what nothing declared. */
    conclude(): void {
      for (const [group, { at, said }] of pending) {
        const what = said === 'vars' ? `variables of the group "${group}"` : `the group "${group}" as a child`;
        collect.report(at, `${what}, but there is no [${group}]; write that heading, with hosts or without any`);
      }
    },
  };
}
