import { SECTION } from '../../../src/cluster/services/section.ts';
import type { VirtualService } from '../../../src/cluster/services/service.ts';
import { setting } from '../lines/text.ts';
import { ownOf } from '../vars/own.ts';
import type { KeepalivedVars } from '../vars.ts';

/** When a service's real servers are checked, in seconds, and how many failures in a row put one out. */
export interface Timing {
  readonly interval: number;
  readonly connectTimeout: number;
  readonly negotiateTimeout: number;
  readonly failures: number;
  /** From a failed check to the next. */
  readonly retryAfter: number;
  /** Attempts of a ping. */
  readonly pings: number;
}

export function timingOf(service: VirtualService, { [SECTION]: all }: Pick<KeepalivedVars, 'ldirectord'>): Timing {
  const { check } = service;
  const interval = check.interval ?? all.checkinterval;
  const connectTimeout = check.timeout ?? check.negotiatetimeout ?? all.checktimeout;
  return {
    interval,
    retryAfter: ownOf(service)?.delay_before_retry ?? interval,
    connectTimeout,
    negotiateTimeout: check.negotiatetimeout ?? check.timeout ?? all.negotiatetimeout,
    failures: check.failurecount ?? all.failurecount ?? 1,
    pings: check.count ?? all.checkcount ?? 1,
  };
}

/**
 * keepalived counts the attempts after the first failed one. Both are always said, as their defaults differ by check: once a
 * real server is out, keepalived looks at it again after the longer of this delay and that between checks.
 */
export const retryLines = ({ failures, retryAfter }: Pick<Timing, 'failures' | 'retryAfter'>): readonly string[] => [
  ...setting('retry', failures - 1),
  ...setting('delay_before_retry', retryAfter),
];

/** Seconds until a dead real server is out: so many rounds as have to fail, each an interval and as long as a check may take. */
export const checkSeconds = ({ failures, interval, connectTimeout, negotiateTimeout }: Timing): number =>
  failures * (interval + Math.max(connectTimeout, negotiateTimeout)) + 1;
