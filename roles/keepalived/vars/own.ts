import type { VirtualService } from '../../../src/cluster/services/service.ts';
import type { KeepalivedService } from '../vars.ts';
import type { OwnService } from './own-service.ts';

/** What only keepalived has for a service of its inventory, which is handed about as any balancer's. */
export const ownOf = (service: VirtualService): OwnService | undefined => (service as KeepalivedService).keepalived;
