import { preferredBy } from '../../src/cluster/model/address-groups.ts';
import type { Member, Placed } from '../../src/cluster/model/role.ts';
import { addressOf } from '../../src/cluster/model/segment.ts';
import { firstAddress, type VirtualAddress, virtualAddresses } from '../../src/cluster/model/virtual-addresses.ts';
import { showHostCidr } from '../../src/core/address/cidr.ts';
import type { Ip } from '../../src/core/address/ip.ts';
import type { KeepalivedVars } from './vars.ts';

/** How far apart the priorities of directors are that the inventory leaves to umctl; the first has the highest. */
const STEP = 10;
const HIGHEST = 150;

/** Chosen from the address, so that two clusters of a segment seldom have the same. */
export function routerId(vars: KeepalivedVars): number {
  const byte = syncId(vars);
  return vars.keepalived.virtual_router_id ?? (byte === 0 ? 255 : byte);
}

/** By which directors tell each other of connections: the same under every stack, so that none is lost while that changes. */
export function syncId(vars: KeepalivedVars): number {
  return lastByte(firstAddress(vars).ip);
}

/** The virtual router by which the next active director hears that it is that; see umctl-notify. */
export const nextRouterId = (vars: KeepalivedVars): number => ((routerId(vars) + 127) % 255) + 1;

/** What the next active director has on its loopback, where nobody else sees it. */
export function nextAddress(vars: KeepalivedVars): string {
  const family = firstAddress(vars).ip.family;
  const id = nextRouterId(vars);
  return family === 6 ? `fd00:112::${id.toString(16)}` : `127.112.0.${id}`;
}

export type Director = Pick<Placed<KeepalivedVars>, 'name' | 'vars' | 'directors'>;

export function priorityOf({ name, vars, directors }: Director): number {
  const preferred = preferredBy(vars);
  const order = directors.toSorted((a, b) => Number(b.name === preferred) - Number(a.name === preferred));
  const place = Math.max(
    0,
    order.findIndex((director) => director.name === name),
  );
  return vars.priority ?? Math.max(1, HIGHEST - STEP * place);
}

/** The address that a director sends adverts from. */
export const advertAddress = (director: Pick<Member<KeepalivedVars>, 'vars' | 'host'>): string =>
  director.vars.keepalived.address ?? addressOf(director);

/** The other directors' addresses, in the order of the inventory. */
export const peersOf = ({ name, directors }: Director): readonly string[] =>
  directors.filter((director: Member<KeepalivedVars>) => director.name !== name).map(advertAddress);

/** A virtual address as the active director has it: ADDRESS/PREFIX and the interface. */
export interface Place {
  readonly cidr: string;
  readonly device: string;
}

/**
 * The virtual addresses; first the one in the adverts, which is on the segment that nodes share. One of IPv6 has no network
 * of its own there: Linux would take it for the source of the director's own connections, and other nodes, which have it
 * too, would answer themselves. keepalived marks a prefix of 128 as one that is no source.
 */
export function placed(vars: KeepalivedVars): readonly [Place, ...Place[]] {
  const first = firstAddress(vars);
  const others = virtualAddresses(vars).filter(({ ip }) => ip.text !== first.ip.text);
  return [placeOf(first), ...others.map(placeOf)];
}

const placeOf = ({ ip, prefix, interface: device }: VirtualAddress): Place => ({
  cidr: ip.family === 6 ? showHostCidr(ip.text) : `${ip.text}/${prefix}`,
  device,
});

/**
 * The address in the adverts, where the router id would not tell it from another that may take its place: directors that
 * advertise different ones do not hear each other.
 */
export function advertised(vars: KeepalivedVars): string | undefined {
  const first = firstAddress(vars);
  const others = virtualAddresses(vars).filter(({ ip }) => ip.text !== first.ip.text);
  const tells =
    vars.keepalived.virtual_router_id === undefined && others.every(({ ip }) => lastByte(ip) !== lastByte(first.ip));
  return others.length === 0 || tells ? undefined : first.ip.text;
}

function lastByte({ text, family }: Ip): number {
  const last = text.split(/[.:]/).at(-1) ?? '';
  return Number.parseInt(last || '0', family === 6 ? 16 : 10) % 256;
}
