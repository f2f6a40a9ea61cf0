import type { VirtualService } from './service.ts';
import { isRange } from './service-port.ts';

type Of = Pick<VirtualService, 'fwmark' | 'port' | 'protocol'>;

/** By which the kernel knows a service: a mark has none of its own, and a range of ports has a mark. */
export const protocolOf = (service: Of): 'tcp' | 'udp' | 'fwm' =>
  service.fwmark === undefined && !isRange(service.port) ? transportOf(service) : 'fwm';

/** What its packets are of; port 53 is udp unless said otherwise. */
export const transportOf = ({ port, protocol }: Of): 'tcp' | 'udp' => protocol ?? (port === 53 ? 'udp' : 'tcp');
