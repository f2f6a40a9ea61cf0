import type { Forwarding } from '../../../src/cluster/services/services.ts';

/** What keepalived calls the ways in which a packet is handed on. */
export const METHOD: Readonly<Record<Forwarding, string>> = { gate: 'DR', masq: 'NAT', ipip: 'TUN' };
