import { configureLegacy } from './configure-legacy.ts';
import { make } from './make.ts';
import { centos6 } from './releases.ts';

/** Red Hat as it was: System V init, network scripts, chkconfig and yum, by stand-ins of the lab's (files/legacy). */
export const legacy = make({
  release: centos6,
  layout: 'sysvinit',
  // Its keepalived is of a series that knows nothing of what is done here.
  without:
    /^(keepalived|systemd|systemd-sysv|libpam-systemd|libsystemd-shared|udev|network-manager|libnm0|polkitd|dbus.*)$/,
  configure: configureLegacy,
});
