import type { Real, Service } from '../../../src/cluster/services/services.ts';
import { block, setting } from '../lines/text.ts';
import type { KeepalivedVersion } from '../version/version.ts';
import { isAtLeast } from '../version/version.ts';
import type { Negotiated } from './kind.ts';
import { checkPort } from './port.ts';
import { asked, pathOf } from './request.ts';
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
 * Not for `receive`: keepalived's `regex` also matches the headers of the answer (`OK` always does), goes by the pieces in
 * which the answer arrives, and is not in every build.
 */
export function nativeCheck(checked: Checked, negotiated: Negotiated): readonly string[] | undefined {
  if (negotiated === 'smtp' || negotiated === 'submission')
    return block('SMTP_CHECK', [
      ...connection(checked, checked.timing.negotiateTimeout),
      ...retryLines(checked.timing),
    ]);
  return negotiated === 'http' || negotiated === 'https' ? pageCheck(checked, negotiated) : undefined;
}

/** Until 2.0.17 a page that is answered with an error counts as served, once a real server is in. */
const FAILS_ON_ERROR = '2.0.17';

/** A path that the file can hold as it stands. */
const WRITABLE = /^[/A-Za-z0-9\-_.!~*'()%;?:@&=+,]+$/;

function pageCheck(checked: Checked, negotiated: 'http' | 'https'): readonly string[] | undefined {
  const { service, real, timing, version } = checked;
  const { httpmethod, virtualhost } = service.vars.check;
  const { request, receive } = asked(service, real);
  const path = pathOf(request);
  const isPlain = WRITABLE.test(path) && !/^\/?https?:\/\//.test(request ?? '');
  if (receive !== undefined || httpmethod === 'HEAD' || !isPlain || !isAtLeast(version, FAILS_ON_ERROR))
    return undefined;
  return block(negotiated === 'https' ? 'SSL_GET' : 'HTTP_GET', [
    ...block('url', [`path "${path}"`, 'status_code 200-299', ...setting('virtualhost', virtualhost)]),
    ...connection(checked, timing.negotiateTimeout),
    ...retryLines(timing),
  ]);
}
