import { type Capability, capability } from '../../core/capability.ts';
import type { Software } from '../../core/software.ts';

/** Has syslog write by these rules, too; in lines of syslog.conf(5). */
export const syslog: Capability<
  string,
  {
    /** The name of its service. */
    readonly service: string;
    readonly software: Software;
  }
> = capability('syslog');
