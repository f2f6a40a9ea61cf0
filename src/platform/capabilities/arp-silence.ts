import { type Capability, capability } from '../../core/capability.ts';

/** Keeps the host from answering ARP for addresses that it has on this device, the loopback. */
export const arpSilence: Capability<{ readonly device: 'lo' }> = capability('ARP silence');
