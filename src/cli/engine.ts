import type { Connect } from '../core/connection.ts';
import type { Report, Summary } from '../core/events.ts';
import type { Facts } from '../core/facts.ts';
import type { Inventory } from '../core/host.ts';
import type { Step } from '../core/plan.ts';
import type { Platform } from '../core/platform.ts';
import type { Playbook } from '../core/play.ts';
import type { SecretSource } from '../core/role.ts';
import type { Secrets } from '../core/secrets.ts';

/** Everything a run works with; made by session.ts from the command line. */
export interface Session {
  readonly inventory: Inventory;
  readonly playbook: Playbook;
  /** `--limit`, as Ansible's patterns have it; unset = every host of the plays. */
  readonly limit?: string;
  /** How many hosts are worked on at once. */
  readonly forks: number;
  /** Names of roles (`--tags`); empty = all of them. */
  readonly tags: readonly string[];
  /** Names of roles to leave out (`--skip-tags`). */
  readonly skipTags: readonly string[];
  readonly secrets: Secrets;
  readonly connect: Connect;
  /** The distribution's capabilities. @throws HostError where umctl does not know the distribution. */
  readonly platformOf: (host: string, facts: Facts) => Platform;
  /** The value of a secret that the controller knows. @throws InputError when it cannot be had. */
  readonly readSecret: (source: Exclude<SecretSource, { readonly generate: true }>) => Promise<string>;
}

/** How a run is watched and stopped. */
export interface Watch {
  /** Hears everything but the `summary`, which the command line reports itself, once, whatever happened. */
  readonly report: Report;
  /** Once aborted: finish the steps that run, free what is held, begin nothing new, resolve with exit 130. */
  readonly signal: AbortSignal;
}

/** What would be done on one host. */
export interface HostPlan {
  readonly host: string;
  readonly steps: readonly Step[];
}

/** Asked once, after every `plan` event and only when some plan has steps. False = change nothing, exit 0. */
export type Approve = (plans: readonly HostPlan[]) => Promise<boolean>;

/**
 * What the commands ask of the engine. Each resolves with how the run ended, host by host (`exit` is 0 for a plan with
 * changes: `--detailed-exitcode` is the command line's affair), and rejects only with an InputError, before any host
 * is touched, or with an error that is a bug.
 */
export interface Engine {
  readonly plan: (session: Session, watch: Watch) => Promise<Summary>;
  readonly apply: (session: Session, watch: Watch, approve: Approve) => Promise<Summary>;
  readonly verify: (session: Session, watch: Watch) => Promise<Summary>;
  readonly facts: (session: Session, watch: Watch) => Promise<Summary>;
}
