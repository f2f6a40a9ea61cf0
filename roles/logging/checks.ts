import type { Context } from '../../src/cluster/model/role.ts';
import type { Check } from '../../src/core/check.ts';
import { service } from '../../src/platform/capabilities/service.ts';
import { syslog } from '../../src/platform/capabilities/syslog.ts';
import { asWanted } from '../../src/resources/as-wanted.ts';
import type { LoggingVars } from './vars.ts';

export function checks({ name, platform }: Context<LoggingVars>): readonly Check[] {
  const daemon = { name: platform.ask(syslog).service, enabled: true, running: true };
  return asWanted('syslog runs', name, platform.want(service, daemon));
}
