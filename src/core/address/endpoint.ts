import { type Ip, parseIp } from './ip.ts';

/** An address with a port: `192.0.2.1:80`, `[2001:db8::1]:80`. */
export interface Endpoint {
  readonly ip: Ip;
  readonly port: number;
}

/** An address as it stands before a port, in a URL or a table: IPv6 in brackets. */
export const showHost = ({ family, text }: Ip): string => (family === 6 ? `[${text}]` : text);

export const showEndpoint = ({ ip, port }: Endpoint): string => `${showHost(ip)}:${port}`;

/** The same of texts. What is no address, such as a host's name, stands as it is. */
export function showAt(address: string, port: number): string {
  const ip = parseIp(address);
  return ip === undefined ? `${address}:${port}` : showEndpoint({ ip, port });
}

/** Reads an address with a port from 0, which some tables have for any, to 65535. */
export function parseEndpoint(text: string): Endpoint | undefined {
  const [, bracketed, plain, digits = ''] = /^(?:\[([^\]]*)\]|([^:]*)):(0|[1-9]\d{0,4})$/.exec(text) ?? [];
  const ip = parseIp(bracketed ?? plain ?? '');
  const port = Number(digits);
  if (ip === undefined || port > 65_535 || (bracketed !== undefined) !== (ip.family === 6)) return undefined;
  return { ip, port };
}

/** The address of text with a port: `2001:db8::1` of `[2001:db8::1]:80`. Empty where it has none. */
export const addressIn = (text: string): string => parseEndpoint(text)?.ip.text ?? '';

/** An address with a port in its one spelling; other text as it is. */
export function canonicalEndpoint(text: string): string {
  const endpoint = parseEndpoint(text);
  return endpoint === undefined ? text : showEndpoint(endpoint);
}
