import { servicesIn } from '../../../src/cluster/services/given.ts';
import { SECTION } from '../../../src/cluster/services/section.ts';
import type { VirtualService } from '../../../src/cluster/services/service.ts';
import type { KeepalivedVars } from '../vars.ts';
import { block, setting } from './text.ts';

type Vars = Pick<
  KeepalivedVars,
  'interface' | 'ldirectord' | 'virtual_address' | 'virtual_addresses' | 'virtual_services'
>;

/** Where it hands mail in. */
export function mailLines(vars: Vars, router: string): readonly string[] {
  const all = vars[SECTION];
  const to = mailed(vars);
  if (to.length === 0) return [];
  return [
    ...block('notification_email', to),
    ...setting('notification_email_from', all.emailalertfrom ?? `root@${router}`),
    ...setting(
      'smtp_server',
      all.smtp ?? servicesIn<VirtualService>(vars).find(({ smtp }) => smtp !== undefined)?.smtp ?? '127.0.0.1',
    ),
    ...setting('smtp_connect_timeout', 30),
  ];
}

/** The one list of all who get mail. */
export const mailed = (vars: Vars): readonly string[] =>
  vars[SECTION].emailalert ??
  servicesIn<VirtualService>(vars).find(({ emailalert }) => emailalert !== undefined)?.emailalert ??
  [];

/** Whether there is mail about the real servers of a service; said wherever there is mail about any. */
export function isMailed(service: VirtualService, vars: Vars): readonly string[] {
  if (mailed(vars).length === 0) return [];
  const to = service.emailalert ?? vars[SECTION].emailalert;
  const status = service.emailalertstatus ?? vars[SECTION].emailalertstatus ?? ['all'];
  return [`smtp_alert ${to !== undefined && !status.includes('none')}`];
}
