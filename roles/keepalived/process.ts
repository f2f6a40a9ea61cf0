import type { ServiceSpec } from '../../src/platform/capabilities/service.ts';

export const KEEPALIVED_SERVICE = { name: 'keepalived' } satisfies Pick<ServiceSpec, 'name'>;
