import type { Real, Service } from '../../../src/cluster/services/services.ts';
import { block, setting } from '../lines/text.ts';
import type { KeepalivedVersion } from '../version/version.ts';
import type { Negotiated } from './kind.ts';
import { checkPort } from './port.ts';
import { retryLines, type Timing } from './timing.ts';

export interface Checked {
  readonly service: Service;
  readonly real: Real;
  readonly timing: Timing;
  readonly version: KeepalivedVersion;
}

/** The port, where it is not that of the real server itself, and the time limit. */
const connection = ({ service, real }: Checked, timeout: number): readonly string[] => {
  const port = checkPort(service, real);
  return [...(port === real.port ? [] : setting('connect_port', port)), ...setting('connect_timeout', timeout)];
};

export const tcpCheck = (checked: Checked): readonly string[] =>
  block('TCP_CHECK', [...connection(checked, checked.timing.connectTimeout), ...retryLines(checked.timing)]);

/** Each attempt is one ping, a second after the other; so many have to fail as all attempts of all failed checks. */
export const pingCheck = ({ timing }: Checked): readonly string[] =>
  block('PING_CHECK', [
    ...setting('connect_timeout', timing.connectTimeout),
    ...retryLines({ failures: timing.failures * timing.pings, retryAfter: timing.pings > 1 ? 1 : timing.retryAfter }),
  ]);

/**
 * keepalived's own check for a service, where it asks and accepts just what the inventory says; otherwise undefined.
 *
 * None for pages: keepalived takes a redirection for a failure, or for all that it looks at, and never follows it. Its `regex`
 * also matches the headers of the answer (`OK` always does), goes by the pieces in which the answer arrives, and is not in
 * every build.
 */
export function nativeCheck(checked: Checked, negotiated: Negotiated): readonly string[] | undefined {
  if (negotiated !== 'smtp' && negotiated !== 'submission') return undefined;
  return block('SMTP_CHECK', [...connection(checked, checked.timing.negotiateTimeout), ...retryLines(checked.timing)]);
}
