import { z } from 'zod';

/** What all ports together are to the kernel. */
export const ALL_PORTS = 0;

/** Ports next to each other, which the kernel knows by a firewall mark of umctl's alone. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** What a service is of: a port, {@link ALL_PORTS} or a range. */
export type ServicePort = number | PortRange;

export const isRange = (port: ServicePort | undefined): port is PortRange => typeof port === 'object';

/** The one that stands for all of them: a range is checked by its first. */
export const firstPort = (port: ServicePort | undefined): number | undefined => (isRange(port) ? port.first : port);

/** `80`, `5000-5100`. */
export const showPort = (port: ServicePort): string => (isRange(port) ? `${port.first}-${port.last}` : String(port));

/** Whether they have a port in common; all ports give way to each that another service names. */
export function overlap(a: ServicePort, b: ServicePort): boolean {
  const [one, other] = [a, b].map((port) => (isRange(port) ? port : { first: port, last: port }));
  return one !== undefined && other !== undefined && one.first <= other.last && other.first <= one.last;
}

const EXPECTED =
  'expected one port, a range such as 5000-5100, or `all`; what does not stand in a row takes a service each, or `fwmark` and rules of your own';

const PORT = 'expected a whole number from 1 to 65535';

/** `all` is {@link ALL_PORTS} from here on; whoever writes 0 may mean something else. */
export const servicePort = z.unknown().transform((given, { addIssue }): ServicePort => {
  const wrong = (message: string): never => {
    addIssue({ code: 'custom', message, input: given });
    return z.NEVER;
  };
  if (given === 'all') return ALL_PORTS;
  if (isPort(given)) return given;
  const [, ...ends] = /^(\d{1,5})\s*-\s*(\d{1,5})$/.exec(String(given)) ?? [];
  const [first, last] = ends.map(Number);
  if (first === undefined || last === undefined)
    return wrong(/^(any|\*|[\d\s,:-]*[,:-][\d\s,:-]*)$/i.test(String(given)) ? EXPECTED : PORT);
  if (!isPort(first) || !isPort(last)) return wrong('expected ports from 1 to 65535 on both ends of the range');
  if (first > last) return wrong(`expected the lower port first: ${last}-${first}`);
  return first === last ? first : { first, last };
});

const isPort = (given: unknown): given is number =>
  typeof given === 'number' && Number.isInteger(given) && given >= 1 && given <= 65_535;
