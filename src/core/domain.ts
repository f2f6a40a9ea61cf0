import type { HostFailure, Problem, RefusedHost } from './errors.ts';
import type { Fact } from './fact.ts';
import type { Host, Inventory } from './host.ts';
import type { Partition } from './parts.ts';
import type { Member } from './role.ts';

/** What a playbook is about, beyond its plays: all that the engine asks of it. */
export interface Domain {
  /** Groups that mean something: a host that nothing is done to, as its group's name is a slip for one of them, is told of. */
  readonly groups: readonly MeaningfulGroup[];
  /** Variables that it reads of hosts itself. */
  readonly reads?: readonly string[];
  /** What it has to know of the hosts, beyond what all are asked. */
  readonly facts?: readonly Fact<unknown>[];
  /** Which hosts have nothing to do with each other, so that each such part of the inventory is worked on by itself. */
  readonly parts?: (inventory: Inventory) => Partition;
  /** What of the inventory cannot be, whatever the roles make of it. */
  readonly refuse?: (hosts: readonly Host[]) => readonly Problem[];
  /** How plays and roles are to see a host of the inventory. */
  readonly view: (host: Host) => Host;
  /** What roles are told of a host's place among the others, by the members of groups as the role reads them. */
  readonly place: (members: (...groups: readonly string[]) => readonly Member<unknown>[]) => object;
  /** Judges what hosts have said, before roles are asked what they want. */
  readonly review: (hosts: readonly Host[], said: Said) => Reviewed;
}

/** What came of asking hosts. */
export interface Said {
  readonly failed: ReadonlyMap<string, HostFailure>;
  /** What hosts remember for a role, by host. */
  readonly recalled: (role: string) => ReadonlyMap<string, string>;
  /** Hosts that are in other parts of the inventory, with the names of these. */
  readonly elsewhere?: ReadonlyMap<string, string> | undefined;
}

export interface Reviewed {
  /** Hosts that cannot be worked on: one that is left out here is left alone, and keeps nobody from going on. */
  readonly failed: ReadonlyMap<string, HostFailure>;
  readonly warnings: readonly string[];
  readonly refused: readonly RefusedHost[];
}

export interface MeaningfulGroup {
  readonly name: string;
  /** Set where it counts whatever other groups a host is in: a slip in it is told of even where plays are for the host. */
  readonly overrides?: true;
}
