import type { Check, CheckResult } from './check.ts';
import type { ByHosts, ByInventory, Chosen } from './choice.ts';
import type { Domain } from './domain.ts';
import type { InputError } from './errors.ts';
import type { Fact } from './fact.ts';
import type { Facts } from './facts.ts';
import type { Host } from './host.ts';
import type { Step } from './plan.ts';
import type { Platform } from './platform.ts';
import type { Allowance, AnyRole } from './role.ts';
import type { Sh } from './sh.ts';

/** Roles for a pattern of hosts, and how to go about them. */
export interface Play {
  readonly name: string;
  /** Groups and hosts as Ansible's patterns have them: `directors:real_servers`, `all:!n3`. */
  readonly hosts: string;
  readonly roles: readonly AnyRole[];
  /** How many hosts at a time while the cluster serves; a first set-up does all at once. Default 1; without `active`, all. */
  readonly batch?: number | `${number}%`;
  /** Whether a host carries the service just now. While one does, hosts go in batches and this one goes last. */
  readonly active?: (host: Host, facts: Facts) => boolean;
  /** The order of the hosts that have something to do, while the cluster serves. Default: active ones last. */
  readonly order?: (places: readonly Place[]) => readonly Place[];
  /** What is done around each host's change while the cluster serves (without `active`: always); `after` in the other order. */
  readonly around?: readonly Hook[];
  /**
   * What has to be right before a host is changed while others of the play run already, as what they do together could do harm. A
   * first set-up changes one of such hosts first, alone, and asks before it changes the others.
   */
  readonly joining?: (turn: HookContext) => readonly Check[];
  /**
   * Which of a batch's checks have to pass before anything else is begun; default: all that are to hold by then. `play`:
   * moreover, once something was changed, those of the play's roles on all its hosts and across them before the next play.
   */
  readonly gate?: 'play' | ((checks: readonly Check[]) => readonly Check[]);
  /**
   * Whether its checks are asked at the end of the run only, as they cannot pass before other plays are done; by its hosts as
   * they were when the run began. Default: they are not.
   */
  readonly provenLast?: (places: readonly Place[]) => boolean;
}

/** Plays, in order. */
export interface Playbook {
  readonly plays: readonly Play[];
  /** What its plays and their hooks have to know of the hosts, beyond what all are asked and roles bring themselves. */
  readonly facts?: readonly Fact<unknown>[];
  /** What a host can do, in place of what umctl knows of it; see `withDistributions`. @throws HostError where it is not known */
  readonly platformOf?: (host: string, facts: Facts, allowed?: ReadonlySet<Allowance>) => Platform;
  /** What the plays are about. */
  readonly domain?: Domain;
  /** Set where it is one of several, of which the inventory or the hosts decide. Its own plays are those of the first. */
  readonly choice?: Choice;
}

/** One of several playbooks for the same hosts. */
export interface Alternative extends Pick<Playbook, 'plays' | 'domain'> {
  readonly name: string;
}

/** Playbooks for the same hosts, of which one counts: by the inventory, or else by what the hosts are. */
export interface Choice {
  /** What they differ in, in a word: `stack`. */
  readonly of: string;
  readonly alternatives: readonly Alternative[];
  readonly byInventory: (hosts: readonly Host[]) => ByInventory;
  readonly byHosts: ByHosts;
}

/** What a run is about, before any host has been asked: everything that the input alone decides. */
export interface Job {
  /** All hosts of the inventory, in its order. */
  readonly hosts: readonly Host[];
  /** The hosts of a group, in the group's own order: the first director is preferred. Unset: as in `hosts`. */
  readonly membersOf?: (group: string) => readonly Host[];
  /** Names of the hosts that the run is limited to. */
  readonly selected: ReadonlySet<string>;
  readonly plays: readonly ResolvedPlay[];
  /** Facts that the playbook brings itself. */
  readonly facts?: readonly Fact<unknown>[];
  /** As the playbook has it. */
  readonly domain?: Domain;
  /** Set while it may turn out to be another. */
  readonly choice?: OpenChoice;
  /** Set where the hosts are several clusters: the job of each, done side by side with the others. `plays` has those of all of them. */
  readonly parts?: readonly PartJob[];
  /** Hosts that are in other parts of the inventory, with the names of these. */
  readonly elsewhere?: ReadonlyMap<string, string>;
  /** Which of several it is, where its playbook was one of several. */
  readonly chosen?: Chosen & Pick<Choice, 'of'>;
  /** Variables as each role's schema read them, by host and role name. */
  readonly vars: ReadonlyMap<string, ReadonlyMap<string, unknown>>;
  /** What the command line lets pass that is refused otherwise; unset = nothing. */
  readonly allowed?: ReadonlySet<Allowance>;
  /** Whether steps of a role are wanted (`--tags`, `--skip-tags`); checks are those of the same roles. */
  readonly wants: (role: AnyRole) => boolean;
}

/** The job of one part of an inventory. */
export interface PartJob {
  /** Left out for hosts that are of no part. */
  readonly name?: string;
  readonly job: Job;
}

/** A job that may turn out to be another: the jobs of all alternatives, or what is wrong with the input for them. */
export interface OpenChoice extends Pick<Choice, 'of' | 'byHosts'> {
  readonly jobs: ReadonlyMap<string, Job | InputError>;
}

/** A play with its pattern resolved to hosts. */
export interface ResolvedPlay {
  readonly play: Play;
  readonly hosts: readonly Host[];
}

/** A host of a play, as it was found when it was last asked. */
export interface Place {
  readonly host: Host;
  readonly facts: Facts;
  /** Whether it carries the service; see `active` of a play. */
  readonly active: boolean;
}

/** The moment in which a host is about to be changed. */
export interface HookContext extends Place {
  /** What is to be done on it in this play, never empty. */
  readonly steps: readonly Step[];
  /** All hosts of the play that are known, this one included. */
  readonly places: readonly Place[];
}

/** Who has a run's acts done, and when that run began (ISO 8601). */
export interface Requester {
  readonly by: string;
  readonly since: string;
}

/** What a domain says of its own with an event; in JSON its fields are those of the event. */
export type Marks = Readonly<Record<string, string | readonly string[]>>;

/** Something done to several hosts for the sake of one host's change: another takes over what it does. */
export interface Operation {
  /** In a few words: `n1 hands its duties over to n2`. */
  readonly name: string;
  /** For whoever approves it: what of the host's change makes it necessary, how long it takes, and what stays so after it. */
  readonly note?: string;
  /** What has to be right before it is begun. */
  readonly preconditions: readonly Check[];
  /** Set where the host is changed all the same, with a warning, when `given` is not right; default: the roll-out stops. */
  readonly optional?: true;
  /** Whether it is done although a check has failed, as that is what one hands over from. Default: it is not. */
  readonly tolerates?: (failed: CheckResult) => boolean;
  /** What is run, by host. A failure stops the roll-out. */
  readonly run: Readonly<Record<string, Sh>>;
  /** Jobs that are done after that, one by one, as plans of their own: what other hosts have to be for this one's sake. */
  readonly jobs?: (job: Job, by: Requester) => readonly Job[];
  /** What whoever made it says with the events of its beginning (where it has jobs) and of its end. */
  readonly marks?: { readonly begun?: Marks; readonly done?: Marks };
  /** What has to come true before anything else is done, each with its time limit. */
  readonly postconditions: readonly Check[];
}

/** An act as a plan has it: before the change of which host, and its name. */
export interface PlannedOperation {
  readonly host: string;
  readonly name: string;
  readonly note?: string;
}

/** What is done before and after a host is changed, where its change needs it. Pure. */
export interface Hook {
  readonly before?: (turn: HookContext) => Operation | undefined;
  /** Only after the host was changed and its plan is empty. */
  readonly after?: (turn: HookContext) => Operation | undefined;
}
