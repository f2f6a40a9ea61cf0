import { configure } from './configure.ts';
import { make } from './make.ts';
import { alma9 } from './releases.ts';

/** Red Hat as it is today: systemd, NetworkManager with keyfiles, dnf; of Debian nothing but the programs is left. */
export const redhat = make({ release: alma9, layout: 'systemd', without: /^$/, configure });
