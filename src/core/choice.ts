import type { Problem } from './errors.ts';
import type { Facts } from './facts.ts';
import type { Host } from './host.ts';
import type { Platform } from './platform.ts';
import type { Resource, State } from './resource.ts';

/** What was chosen, and why. */
export interface Chosen {
  readonly name: string;
  /** As it ends the sentence "NAME, …": `which the directors are set up with`. */
  readonly why: string;
}

/** What hosts say. */
export interface ByFacts extends Chosen {
  /** Set where the hosts that have not answered could say nothing else. */
  readonly isFinal?: true;
}

/** What the inventory alone decides. */
export interface ByInventory {
  /** What is wrong with what the inventory says of it. */
  readonly problems: readonly Problem[];
  /** Set where the inventory leaves no choice. */
  readonly chosen?: Chosen;
  /** The one that is taken where hosts say nothing against it. */
  readonly preferred: Chosen;
  /** Whether somebody has written variables for the preferred one alone: what is wrong with it is then told at once. */
  readonly isMeant: boolean;
}

/** What has to be asked before it can be chosen: resources by host, of which only the state counts. */
export interface Unsettled {
  readonly asks: ReadonlyMap<string, readonly Resource[]>;
  readonly decide: (states: ReadonlyMap<string, State>) => Chosen;
}

/** What hosts say of it. @throws InputError where they leave it open and only the inventory could tell */
export type ByHosts = (
  hosts: readonly Host[],
  known: ReadonlyMap<string, Facts>,
  platformOf: (host: string, facts: Facts) => Platform,
) => ByFacts | Unsettled;
