import type { ZodType } from 'zod';
import type { Check } from './check.ts';
import type { Fact } from './fact.ts';
import type { Facts } from './facts.ts';
import type { Host } from './host.ts';
import type { Platform } from './platform.ts';
import type { Resource } from './resource.ts';
import type { Sh } from './sh.ts';

/** Where the value of a secret comes from. */
export type SecretSource = StoredSecret | GeneratedSecret;

type StoredSecret = (
  | { readonly from_env: string }
  | { readonly from_file: string }
  /** A shell command on the controller; its first output, without the last newline, is the value. */
  | { readonly from_command: string }
  /** The token of a value that ansible-vault keeps in the inventory. */
  | { readonly vaulted: string }
) & {
  /** Characters that the file which the value goes into has no way to hold. */
  readonly forbids?: string;
  /** The most characters that its program goes by: what is longer would be cut off. */
  readonly longest?: number;
};

/** Made once and kept on the hosts only. */
interface GeneratedSecret {
  readonly generate: true;
  /** Prints the value that a host has, or nothing. */
  readonly recover: Sh;
  /** Prints the value that takes the place of the other, where hosts are on the way from one to the next; or nothing. */
  readonly begun?: Sh;
}

/** A host with its variables as a role's schema read them. */
export interface Member<V> {
  readonly name: string;
  readonly host: Host;
  readonly vars: V;
}

/** A host among the others, as the inventory alone has it; `Place` is what the playbook's domain says of where it stands. */
export type Placed<V, Place = object> = Member<V> & Place;

/** What a host is. */
export interface KnownHost {
  readonly facts: Facts;
  readonly platform: Platform;
}

/** All a role needs to say what it wants on one host. */
export type Context<V, Place = object> = Placed<V, Place> & Composing;

/** What is refused unless the command line lets it pass, as with `--allow-silent-gateway`. */
export type Allowance = 'silent gateway' | 'unknown distribution';

/** What is known when resources are made. */
interface Composing extends KnownHost {
  /** What the hosts of the inventory are, by name, this one included; of those that have answered, within `--limit` or not. */
  readonly known: ReadonlyMap<string, KnownHost>;
  /** Tokens of the role's secrets, by name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** What the hosts of the role remember for it ({@link Role.recall}), by host; those that did not answer are left out. */
  readonly recalled: ReadonlyMap<string, string>;
  /** Names of the roles that the run is for (`--tags`, `--skip-tags`), whichever hosts they are on. */
  readonly roles: ReadonlySet<string>;
  /** What the command line lets pass that is refused otherwise. */
  readonly allowed: ReadonlySet<Allowance>;
  /** What earlier roles want on this host, by resource id; for `resetBy` and `uses`. */
  readonly earlier: ReadonlyMap<string, Resource>;
}

/** One small, pure piece of what a host should be. */
export interface Role<V, Place = object> {
  readonly name: string;
  readonly vars: ZodType<V>;
  /** Groups whose hosts' variables it reads without being on them: theirs are checked as its own hosts' are. */
  readonly readsGroups?: readonly string[];
  /** Set where clients are served by what it wants, now or after a fail-over: what differs there is a finding of `umctl status`. */
  readonly serves?: true;
  /** What has to come before it on the same hosts: without it the role does harm, and a playbook is refused. */
  readonly needs?: readonly Need[];
  /** What no schema can see: relations between hosts and their variables. Any refuses the run before a host is asked. */
  readonly refuse?: (placed: Placed<V, Place>) => readonly Refusal[];
  /** What of the inventory does not fit what the host is. Any refuses the run before a host is changed. */
  readonly refuseHost?: (context: Context<V, Place>) => readonly Refusal[];
  readonly warn?: (context: Context<V, Place>) => readonly string[];
  readonly secrets?: (vars: V) => Readonly<Record<string, SecretSource>>;
  /** What it has to know of the hosts, beyond what all are asked; see `read`. */
  readonly facts?: readonly Fact<unknown>[];
  /** Prints what a host remembers for this role beyond the inventory, or nothing; changes nothing. */
  readonly recall?: (vars: V) => Sh;
  /** What is under way by what hosts remember, in a few words: who changes hosts waits for its end before planning. */
  readonly underWay?: (recalled: ReadonlyMap<string, string>) => string | undefined;
  readonly resources: (context: Context<V, Place>) => readonly Resource[];
  /** What it may install on a host, whatever its variables: `umctl facts` shows whether that is there. */
  readonly installs?: (host: KnownHost & Place) => readonly Resource[];
  /** Checks of one host. */
  readonly checks?: (context: Context<V, Place>) => readonly Check[];
  /** Checks across the hosts the role is on. */
  readonly clusterChecks?: (contexts: readonly Context<V, Place>[]) => readonly Check[];
}

/** Something wrong with the variable at `path`. */
export interface Refusal {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** How a play goes about its hosts, as far as a role may need it; see `Play`. */
interface AsPlay {
  readonly active?: unknown;
  readonly batch?: unknown;
  readonly gate?: unknown;
}

/** A role that has to come before another, and why. */
export interface Need {
  readonly role: AnyRole;
  /** In a few words, after `no`. */
  readonly what: string;
  /** What happens otherwise, and what to write. */
  readonly why: string;
  /** Set where it has to be in a play of its own, like this one. */
  readonly as?: AsPlay;
}

/** A role whose variables' type is its own affair; what playbooks and the engine hold. */
export type AnyRole = Role<unknown>;

/**
 * Checks a role's types and closes over them: whoever holds the result can only hand it what its own `vars` has
 * parsed, so forgetting the type here is safe.
 */
export const defineRole = <V, Place>(role: Role<V, Place>): AnyRole => role as unknown as AnyRole;
