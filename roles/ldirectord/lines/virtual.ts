import type { Service } from '../../../src/cluster/services/services.ts';
import { alertLines } from './alerts.ts';
import { fallbackLine } from './fallback.ts';
import { quoted, setting } from './setting.ts';

/** The kernel's side of a virtual service, and what happens around it. `mailed`: there is mail about all services. */
export const virtualLines = (
  { vars, name, protocol, address, quiescent }: Service,
  { mailed }: { readonly mailed: boolean },
): readonly string[] => [
  ...setting('scheduler', vars.scheduler),
  ...setting('schedflags', vars.schedflags?.join(',')),
  ...setting('persistent', vars.persistent),
  ...setting('netmask', vars.netmask),
  ...setting('protocol', protocol),
  ...setting('ops', vars.ops),
  ...fallbackLine(vars.fallback, address.family),
  ...quoted('fallbackcommand', vars.fallbackcommand),
  ...setting('quiescent', quiescent ?? vars.quiescent),
  ...setting('cleanstop', vars.cleanstop),
  ...quoted('monitorfile', vars.monitorfile),
  ...alertLines(vars),
  // Stands in mails only, and an old ldirectord refuses the whole file for it.
  ...(mailed || vars.emailalert !== undefined ? setting('servicename', name) : []),
  ...setting('comment', vars.comment),
];
