import type { RealServer } from '../../../src/cluster/services/real-server.ts';
import type { VirtualService } from '../../../src/cluster/services/service.ts';
import type { KeepalivedService } from '../vars.ts';
import type { OwnCheck } from './own-checks.ts';
import type { OwnService } from './own-service.ts';

/** What only keepalived has for a service of its inventory, which is handed about as any balancer's. */
export const ownOf = (service: VirtualService): OwnService | undefined => (service as KeepalivedService).keepalived;

type OwnReal = KeepalivedService['real_servers'][number];

/** What only keepalived has for one real server alone. */
export const ownOfReal = (real: RealServer): OwnReal['keepalived'] => (real as OwnReal).keepalived;

/** Its checks, in keepalived's own words. */
export const realChecksOf = (real: RealServer): readonly OwnCheck[] | undefined => ownOfReal(real)?.checks;

/** The same, or those of its service. */
export const checksOf = (service: VirtualService, real: RealServer): readonly OwnCheck[] | undefined =>
  realChecksOf(real) ?? ownOf(service)?.checks;
