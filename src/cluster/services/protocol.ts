import type { VirtualService } from './service.ts';

/** A mark has none of its own, and port 53 is udp unless said otherwise. */
export const protocolOf = ({ fwmark, port, protocol }: VirtualService): 'tcp' | 'udp' | 'fwm' =>
  fwmark === undefined ? (protocol ?? (port === 53 ? 'udp' : 'tcp')) : 'fwm';
