import type { LimitFunction } from 'p-limit';
import type { Connect } from '../../core/connection.ts';
import type { Report } from '../../core/events.ts';
import type { Fact } from '../../core/fact.ts';
import type { Facts } from '../../core/facts.ts';
import type { AskedBefore } from '../../core/foresight.ts';
import type { Platform } from '../../core/platform.ts';
import type { Job } from '../../core/play.ts';
import type { Secrets } from '../../core/secrets.ts';
import type { ResolveSecret } from '../gather/given-secrets.ts';
import type { RunIdentity } from './run-identity.ts';

/** A number of hosts; or the turns themselves, where several runs share them. */
export type Forks = number | LimitFunction;

/** Everything a run works with. */
export interface Session {
  readonly job: Job;
  readonly identity: RunIdentity;
  /** How many hosts are worked on at once, at most; unset where only logins are limited. */
  readonly forks?: Forks | undefined;
  readonly secrets: Secrets;
  readonly connect: Connect;
  /** What hosts were asked in an earlier run of this kind, so that it can be asked at once. */
  readonly askedBefore?: AskedBefore;
  /** What `platformOf` has to know of a host, beyond what every host is asked. */
  readonly platformFacts: readonly Fact<unknown>[];
  /** The distribution's capabilities. @throws HostError where umctl does not know the distribution. */
  readonly platformOf: (host: string, facts: Facts) => Platform;
  /** Reads a secret that the controller knows. @throws InputError when it cannot be had. */
  readonly resolve: ResolveSecret;
  /** Roles whose generated secrets are made anew, by name, unless hosts are on the way to a new one already. */
  readonly renew?: ReadonlySet<string>;
  /** Only shows what would be done: nobody is asked, nothing is locked, nothing is changed. */
  readonly onlyShows?: true;
}

/** How a run is watched and stopped. */
export interface Watch {
  /** Hears everything but the `summary`, which the caller reports itself, once, whatever happened. */
  readonly report: Report;
  /** Once aborted: finish the steps that run, free what is held, begin nothing new. */
  readonly signal: AbortSignal;
}
