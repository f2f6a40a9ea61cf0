import { type Capability, capability } from '../../core/capability.ts';

/** The configuration of vsftpd, as a whole. */
export const ftpServer: Capability<
  string,
  {
    /** The name of its service. */
    readonly service: string;
    /** What its anonymous user sees. */
    readonly root: string;
  }
> = capability('FTP server');
