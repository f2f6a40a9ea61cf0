import { sh } from '../../src/core/sh.ts';
import type { ServiceSpec } from '../../src/platform/capabilities/service.ts';

/**
 * Ldirectord as a service. Debian's init script ends well, whatever it is asked, where there is no /etc/ldirectord.cf; see
 * ldirectord(8) for the names of its pid files.
 */
export const LDIRECTORD_SERVICE = {
  name: 'ldirectord',
  daemon: { pidFiles: sh`/var/run/ldirectord*.pid` },
} satisfies Pick<ServiceSpec, 'name' | 'daemon'>;
