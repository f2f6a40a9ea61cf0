import { type Capability, capability } from '../../core/capability.ts';

/** The configuration of nginx with these `server` blocks in it, and no others that would take their ports. */
export const webServer: Capability<
  string,
  {
    /** The name of its service. */
    readonly service: string;
    /** Where its pages are. */
    readonly root: string;
  }
> = capability('web server');
