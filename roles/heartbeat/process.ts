import { sh } from '../../src/core/sh.ts';
import type { ServiceSpec } from '../../src/platform/capabilities/service.ts';
import { endUnheard } from './unheard.ts';

/** Heartbeat as a service. Debian's init script ends well, whatever it is asked, where there is no ha.cf. */
export const HEARTBEAT_SERVICE = {
  name: 'heartbeat',
  daemon: {
    pidFiles: sh`/var/run/heartbeat.pid`,
    busyWith: sh`! has=$(cl_status rscstatus 2>/dev/null) || echo "heartbeat says of its resources: $has"`,
    endsStuck: endUnheard,
  },
} satisfies Pick<ServiceSpec, 'name' | 'daemon'>;
