import { serviceOf } from '../../../src/cluster/services/negotiation.ts';
import type { Real, Service } from '../../../src/cluster/services/services.ts';
import { showAt, showHost } from '../../../src/core/address/endpoint.ts';
import { parseIp } from '../../../src/core/address/ip.ts';
import { request } from './request.ts';
import { named } from './setting.ts';

/** An address as ldirectord.cf has it, with a port or without: IPv6 in brackets either way. */
export function at(address: string, port: number | undefined): string {
  const ip = parseIp(address);
  if (port !== undefined || ip === undefined) return port === undefined ? address : showAt(address, port);
  return showHost(ip);
}

/**
 * `real=192.168.6.2:80 gate 1 "request", "receive" l:1 u:2`. The weight always stands: without one, ldirectord takes
 * the first number that follows for it, be it in the request.
 */
export const realLine = (
  { address, port, forwarding, weight, given }: Real,
  { vars, address: { family } }: Service,
): string =>
  [
    `${named('real', family)}=${at(address, port === 0 ? undefined : port)}`,
    forwarding,
    weight,
    ...(given.request === undefined ? [] : [`"${request(given.request, serviceOf(vars))}", "${given.receive}"`]),
    ...(given.lower_threshold === undefined ? [] : [`l:${given.lower_threshold}`]),
    ...(given.upper_threshold === undefined ? [] : [`u:${given.upper_threshold}`]),
  ].join(' ');
