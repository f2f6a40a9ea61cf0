import { addressGroups } from '../../src/cluster/model/address-groups.ts';
import type { Member } from '../../src/cluster/model/role.ts';
import { firstAddress } from '../../src/cluster/model/virtual-addresses.ts';
import { NEXT_FILE, NOTIFY_PROGRAM, PRIORITY_FILE } from './paths.ts';
import type { KeepalivedVars } from './vars.ts';

interface Placed {
  readonly vars: KeepalivedVars;
  readonly directors: readonly Member<KeepalivedVars>[];
}

/** What a group of virtual addresses has of its own on every director. */
export interface Group<C> {
  /** The director as one that has no other addresses. */
  readonly context: C;
  /** Empty for the first. */
  readonly id: string;
  /** What the track files are called, and where they are. */
  readonly tracked: Readonly<Record<'level' | 'next', { readonly name: string; readonly path: string }>>;
  /** umctl-notify, about this group. */
  readonly notify: string;
}

/** The groups of a director's virtual addresses, each with a virtual router of its own; most clusters have one. */
export function groupsOf<C extends Placed>(context: C): readonly Group<C>[] {
  return addressGroups(context.vars).map((vars, i) => {
    const id = i === 0 ? '' : String(i + 1);
    const own = i === 0 ? vars : asGroup(vars, i);
    const directors = context.directors.map((one) => {
      const its = addressGroups(one.vars)[i] ?? one.vars;
      return { ...one, vars: i === 0 ? its : asGroup(its, i) };
    });
    return {
      context: { ...context, vars: own, directors },
      id,
      tracked: {
        // keepalived watches a file that comes later, but not one whose folder is not there yet.
        level: { name: named('umctl', id), path: id === '' ? PRIORITY_FILE : `${PRIORITY_FILE}.${id}` },
        next: { name: `${named('umctl', id)}_next`, path: id === '' ? NEXT_FILE : `${NEXT_FILE}.${id}` },
      },
      notify: id === '' ? NOTIFY_PROGRAM : `${NOTIFY_PROGRAM} of ${firstAddress(own).ip.text}`,
    };
  });
}

const named = (name: string, id: string): string => (id === '' ? name : `${name}_${id}`);

/** The same settings with another number, where the inventory has one, and another name. */
function asGroup(vars: KeepalivedVars, i: number): KeepalivedVars {
  const { instance, virtual_router_id: id } = vars.keepalived;
  return {
    ...vars,
    keepalived: {
      ...vars.keepalived,
      instance: named(instance, String(i + 1)),
      ...(id === undefined ? {} : { virtual_router_id: ((id + i - 1) % 255) + 1 }),
    },
  };
}
