import { type Sh, sh } from '../../../core/sh.ts';

/** How the links of an init script, of the service `$name`, are set for run levels 2 to 5, and taken away. */
export interface Links {
  readonly enable: Sh;
  readonly disable: Sh;
  /** Whether a service that has no links at all is given those of its package's choice when that is updated. */
  readonly comesBack?: true;
}

/**
 * Red Hat's kin: see chkconfig(8). Adding makes the links by which the service is stopped, too. What is off keeps links that
 * say so; what is taken out (`--del`) has none, and packages add it again (`--add`) with each update.
 */
export const CHKCONFIG: Links = {
  enable: sh`chkconfig --add "$name" && chkconfig --level 2345 "$name" on`,
  disable: sh`chkconfig --level 2345 "$name" off`,
  comesBack: true,
};

/** Debian's kin: see update-rc.d(8). What is disabled stays so when its package is upgraded; what is removed would not. */
export const UPDATE_RC_D: Links = {
  enable: sh`update-rc.d "$name" defaults >/dev/null && update-rc.d "$name" enable >/dev/null`,
  disable: sh`update-rc.d "$name" disable >/dev/null`,
};
