import { showEndpoint } from '../../core/address/endpoint.ts';
import { parseIp } from '../../core/address/ip.ts';
import { virtualAddress } from '../model/segment.ts';
import { serviceOf } from './negotiation.ts';
import type { ServicesVars } from './vars.ts';

/** The first page that clients ask a virtual service for by http or https. */
export function firstPage(vars: ServicesVars): string | undefined {
  const ip = parseIp(virtualAddress(vars).address);
  for (const { port, check } of vars.virtual_services) {
    const scheme = serviceOf({ check, port });
    if (ip === undefined || port === undefined || (scheme !== 'http' && scheme !== 'https')) continue;
    return new URL(check.request ?? '', `${scheme}://${showEndpoint({ ip, port })}/`).href;
  }
  return undefined;
}
