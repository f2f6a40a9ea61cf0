import type { Member, Placed } from '../../src/cluster/model/role.ts';
import { addressOf } from '../../src/cluster/model/segment.ts';
import { virtualAddresses } from '../../src/cluster/model/virtual-addresses.ts';
import { showHostCidr } from '../../src/core/address/cidr.ts';
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
  const [first] = virtualAddresses(vars);
  const last = first?.ip.text.split(/[.:]/).at(-1) ?? '';
  return Number.parseInt(last || '0', first?.ip.family === 6 ? 16 : 10) % 256;
}

/** The virtual router by which the next active director hears that it is that; see umctl-notify. */
export const nextRouterId = (vars: KeepalivedVars): number => ((routerId(vars) + 127) % 255) + 1;

/** What the next active director has on its loopback, where nobody else sees it. */
export function nextAddress(vars: KeepalivedVars): string {
  const family = virtualAddresses(vars)[0]?.ip.family ?? 4;
  const id = nextRouterId(vars);
  return family === 6 ? `fd00:112::${id.toString(16)}` : `127.112.0.${id}`;
}

export type Director = Pick<Placed<KeepalivedVars>, 'name' | 'vars' | 'directors'>;

export function priorityOf({ name, vars, directors }: Director): number {
  const place = Math.max(
    0,
    directors.findIndex((director) => director.name === name),
  );
  return vars.priority ?? Math.max(1, HIGHEST - STEP * place);
}

/** The address that a director sends adverts from. */
export const advertAddress = (director: Pick<Member<KeepalivedVars>, 'vars' | 'host'>): string =>
  director.vars.keepalived.address ?? addressOf(director);

/** The other directors' addresses, in the order of the inventory. */
export const peersOf = ({ name, directors }: Director): readonly string[] =>
  directors.filter((director: Member<KeepalivedVars>) => director.name !== name).map(advertAddress);

/**
 * The virtual addresses, as the active director has them on its interface: ADDRESS/PREFIX and the interface. One of IPv6 has
 * no network of its own there: Linux would take it for the source of the director's own connections, and other nodes, which
 * have it too, would answer themselves. keepalived marks a prefix of 128 as one that is no source.
 */
export const placed = (vars: KeepalivedVars): readonly { readonly cidr: string; readonly device: string }[] =>
  virtualAddresses(vars).map(({ ip, prefix, interface: device }) => ({
    cidr: ip.family === 6 ? showHostCidr(ip.text) : `${ip.text}/${prefix}`,
    device,
  }));
