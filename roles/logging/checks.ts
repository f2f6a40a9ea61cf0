import type { Context } from '../../src/cluster/model/role.ts';
import type { Check } from '../../src/core/check.ts';
import { asWanted } from '../../src/resources/as-wanted.ts';
import type { LoggingVars } from './vars.ts';

export function checks({ name, platform }: Context<LoggingVars>): readonly Check[] {
  const syslog = platform.service({ name: platform.services.syslog, enabled: true, running: true });
  return [asWanted('syslog runs', name, syslog)];
}
