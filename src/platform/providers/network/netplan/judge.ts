import type { Output } from '../../../../core/connection.ts';
import { liveRoute, way } from '../default-routes.ts';
import { linkLines } from '../link-lines.ts';
import { type Definition, definitionOf } from './definitions.ts';
import { type Made, parseMade } from './made.ts';

/** `persisted` = the gateway that netplan's files make, or what they make instead; `live` = the route in use. */
export type State = { readonly persisted?: string | undefined; readonly live?: string | undefined };

export interface Params {
  readonly gateway: string;
  readonly device: string;
  /** Netplan's of all interfaces. */
  readonly definitions: Readonly<Record<string, Definition>>;
}

interface Told {
  readonly persisted?: string | undefined;
  readonly cannot?: string | undefined;
}

/** Reads what the question about the default route says: what netplan makes of all files, and of those that are not umctl's. */
export function judge({ stdout }: Output, params: Params): State & { readonly cannot?: string | undefined } {
  const [route = '', ...lines] = stdout.split('\n');
  const { inUse, live } = liveRoute(route, params);
  const broken = lines.find((line) => line.startsWith('broken '));
  if (broken !== undefined)
    return { live, cannot: `netplan does not take its own files: ${broken.slice('broken '.length)}` };
  const at = lines.indexOf('without');
  const [all, foreign] = [lines.slice(0, at < 0 ? undefined : at), lines.slice(at + 1)].map((part) =>
    madeIn(part, params),
  );
  return {
    ...told(params, { all: all ?? new Map(), foreign: foreign ?? new Map(), lines, right: inUse === way(params) }),
    live,
  };
}

const madeIn = (lines: readonly string[], { definitions }: Params): ReadonlyMap<string, Made> =>
  new Map(
    [...linkLines(lines)].map(([device, text]) => [
      device,
      parseMade(text, definitions[device]?.renderer ?? 'networkd'),
    ]),
  );

interface Seen {
  readonly all: ReadonlyMap<string, Made>;
  readonly foreign: ReadonlyMap<string, Made>;
  readonly lines: readonly string[];
  /** Whether the route in use is the wanted one. */
  readonly right: boolean;
}

function told(params: Params, { all, foreign, lines, right }: Seen): Told {
  const { gateway, device } = params;
  const [mine, theirs] = [all.get(device), foreign.get(device)];
  const others = [...all].flatMap(([name, { gateways }]) =>
    name === device ? [] : gateways.map((via) => ({ name, via })),
  );
  const [other] = others;
  const where = (via: string): string =>
    lines.find((line) => line.startsWith(`says ${via} `))?.split(' ')[2] ?? 'a file of netplan';
  if (mine === undefined || theirs === undefined)
    return {
      cannot: `netplan's files make nothing for ${device} any more (its definition there was "${definitionOf(params).id}")`,
    };
  const byDhcp = mine.dhcp && mine.gateways.length === 0;
  if (byDhcp && right && other === undefined) return { persisted: gateway };
  const all4 = [...new Set(mine.gateways), ...(mine.dhcp ? [`${device} by DHCP`] : [])];
  const persisted = [...all4, ...others.map(({ name, via }) => `${via} on ${name}`)].join(', ') || undefined;
  const fixed = theirs.gateways.find((via) => via !== gateway);
  if (other !== undefined)
    return {
      persisted,
      cannot: `${where(other.via)} gives ${other.name} the gateway ${other.via}, and a host has one default route; take that out by hand`,
    };
  if (fixed !== undefined)
    return {
      persisted,
      cannot: `${where(fixed)} gives ${device} a default route via ${fixed}, which no other file of netplan's can change; set it to ${gateway} there, or take it out`,
    };
  return mine.dhcp
    ? {
        persisted,
        cannot: `the gateway of ${device} is not umctl's to set while netplan has dhcp4 there; have DHCP tell it, or give ${device} a fixed address`,
      }
    : { persisted };
}
