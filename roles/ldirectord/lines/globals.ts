import type { Handover } from '../../heartbeat/handover/possible.ts';
import type { LdirectordVars } from '../vars.ts';
import { alertLines } from './alerts.ts';
import { fallbackLine } from './fallback.ts';
import { quoted, setting } from './setting.ts';

/** The settings that stand before the first virtual service. */
export const globalLines = (
  { ldirectord: vars, logging }: LdirectordVars,
  { handover }: { readonly handover: Handover },
): readonly string[] => [
  // Without a leading slash it is a syslog facility, and ldirectord takes it between quotes only.
  ...quoted('logfile', logging.facility),
  ...setting('checktimeout', vars.checktimeout),
  ...setting('negotiatetimeout', vars.negotiatetimeout),
  ...setting('checkinterval', vars.checkinterval),
  ...setting('checkcount', vars.checkcount),
  ...setting('failurecount', vars.failurecount),
  ...setting('autoreload', vars.autoreload),
  ...quoted('callback', vars.callback),
  ...fallbackLine(vars.fallback, 4),
  ...fallbackLine(vars.fallback, 6),
  ...setting('fallbackcommand', vars.fallbackcommand),
  // Always said: the manual's default is yes, the program's is no.
  ...setting('quiescent', vars.quiescent),
  // A real server that joins is checked before it is sent clients. By its default ldirectord adds it first, and takes it out
  // again until its check is answered: connections that came to it in between were reset (measured, 4.12).
  ...setting('readdquiescent', vars.readdquiescent ?? (handover === 'classic' ? undefined : true)),
  // A table that lives on while ldirectord restarts is what lets it run apart from the address. None of these three is said
  // where it is the program's default: an old one that does not know it refuses the whole file.
  ...((vars.cleanstop ?? handover === 'classic') ? [] : setting('cleanstop', false)),
  ...(vars.fork ? setting('fork', true) : []),
  ...setting('maintenancedir', vars.maintenancedir),
  ...setting('emailalertfrom', vars.emailalertfrom),
  ...alertLines(vars),
];
