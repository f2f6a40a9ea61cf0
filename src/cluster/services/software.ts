import type { Software } from '../../core/software.ts';

/** What marks packets, where a service is of a range of ports. */
export const tc: Software = { id: 'tc', packages: { deb: ['iproute2'], rpm: ['iproute-tc'] } };
