import { createHash } from 'node:crypto';
import type { Family } from '../../core/address/ip.ts';
import { givenServices } from './given.ts';
import { transportOf } from './protocol.ts';
import type { VirtualService } from './service.ts';
import { isRange, type PortRange } from './service-port.ts';
import type { ServicesVars } from './vars.ts';

/** The firewall mark by which the kernel knows a service of a range of ports on one address. */
export interface PortMark {
  /** The service as it stands in the inventory. */
  readonly name: string;
  readonly path: readonly PropertyKey[];
  readonly interface: string;
  readonly family: Family;
  readonly address: string;
  readonly transport: 'tcp' | 'udp';
  readonly ports: PortRange;
  readonly mark: number;
}

/** Marks of umctl's begin here: few use numbers as high, and none of the inventory may be among them. */
const FIRST_MARK = 0x70_00_00_00;
const MARKS = 0x1_00_00_00;

/**
 * The marks of all services of a range. Each is chosen by the address and the first port, so it is the same on all directors, and
 * stays while the range grows or the service gets another name.
 */
export function portMarks(
  vars: Pick<ServicesVars, 'interface' | 'virtual_address' | 'virtual_addresses' | 'virtual_services'>,
): readonly PortMark[] {
  const used = new Set<number>();
  return givenServices<VirtualService>(vars).flatMap(({ service, name, path, on }) => {
    const { port: ports } = service;
    if (!isRange(ports)) return [];
    const transport = transportOf(service);
    return on.map(({ ip: { text: address, family }, interface: device }) => {
      let place = placeOf(`${address} ${transport} ${ports.first}`);
      while (used.has(place)) place = (place + 1) % MARKS;
      used.add(place);
      return { name, path, interface: device, family, address, transport, ports, mark: FIRST_MARK + place };
    });
  });
}

const placeOf = (text: string): number => createHash('sha256').update(text).digest().readUIntBE(0, 3) % MARKS;

/** Whether a number may be a mark of umctl's own. */
export const isPortMark = (mark: number): boolean => mark >= FIRST_MARK && mark < FIRST_MARK + MARKS;
