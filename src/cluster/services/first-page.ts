import { showEndpoint } from '../../core/address/endpoint.ts';
import type { Page } from '../ports/fault.ts';
import { givenServices } from './given.ts';
import { serviceOf } from './negotiation.ts';
import type { VirtualService } from './service.ts';
import { ALL_PORTS, firstPort } from './service-port.ts';
import type { ServicesVars } from './vars.ts';

/** The first page that clients ask a virtual service for by http or https. */
export const firstPage = (vars: ServicesVars): string | undefined => pages(vars)[0]?.url;

/** The first of each virtual address. */
export const firstPages = (vars: ServicesVars): readonly Page[] => {
  const all = pages(vars);
  return all.filter(({ address }, i) => all.findIndex((other) => other.address === address) === i);
};

/** The pages of all of them, on every address that they stand on. */
const pages = (vars: ServicesVars): readonly Page[] =>
  givenServices<VirtualService>(vars).flatMap(({ service: { port: given, check }, on }) => {
    const port = given === ALL_PORTS ? check.port : firstPort(given);
    const scheme = serviceOf({ check, port });
    if (port === undefined || (scheme !== 'http' && scheme !== 'https')) return [];
    return on.map(({ ip }) => ({
      address: ip.text,
      url: new URL(check.request ?? '', `${scheme}://${showEndpoint({ ip, port })}/`).href,
    }));
  });
