import type { Service } from '../service.ts';
import { alertLines } from './alerts.ts';
import { fallbackLine } from './fallback.ts';
import { quoted, setting } from './setting.ts';

/** The kernel's side of a virtual service, and what happens around it. */
export const virtualLines = ({ vars, protocol, quiescent }: Service): readonly string[] => [
  ...setting('scheduler', vars.scheduler),
  ...setting('schedflags', vars.schedflags?.join(',')),
  ...setting('persistent', vars.persistent),
  ...setting('netmask', vars.netmask),
  ...setting('protocol', protocol),
  ...setting('ops', vars.ops),
  ...fallbackLine(vars.fallback),
  ...quoted('fallbackcommand', vars.fallbackcommand),
  ...setting('quiescent', quiescent ?? vars.quiescent),
  ...setting('cleanstop', vars.cleanstop),
  ...quoted('monitorfile', vars.monitorfile),
  ...alertLines(vars),
  ...setting('servicename', vars.name),
  ...setting('comment', vars.comment),
];
