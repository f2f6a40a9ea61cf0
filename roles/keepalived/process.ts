import type { ServiceSpec } from '../../src/platform/capabilities/service.ts';

/** What is known by others of the step by which a standby stops until the active director has the same settings. */
export const STANDS_DOWN = 'keepalived stands down until the active director has the same settings';

export const KEEPALIVED_SERVICE = { name: 'keepalived' } satisfies Pick<ServiceSpec, 'name'>;
