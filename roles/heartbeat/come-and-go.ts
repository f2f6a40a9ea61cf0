import { servedAddresses } from '../../src/cluster/facts/served.ts';
import { has } from '../../src/cluster/model/active.ts';
import {
  holdsVirtualAddress,
  lackingAddresses,
  oldAddresses,
  replacedAddresses,
} from '../../src/cluster/model/holder.ts';
import { type Context, defineRole } from '../../src/cluster/model/role.ts';
import { addressTexts, virtualAddresses } from '../../src/cluster/model/virtual-addresses.ts';
import { listed } from '../../src/cluster/stack/names.ts';
import { showHostCidr } from '../../src/core/address/cidr.ts';
import type { Resource } from '../../src/core/resource.ts';
import { joinSh, type Sh, sh } from '../../src/core/sh.ts';
import { command } from '../../src/resources/command.ts';
import { base } from './base.ts';
import { takesMissing } from './mend.ts';
import { haresourcesFile } from './resources.ts';
import type { HeartbeatVars } from './vars.ts';

/*
 * Virtual addresses that come and go while others serve. Both directors have them in haresources first, the active one last,
 * which then takes what is new and gives up what is gone: whoever takes over from now on does it with all of them. Only then
 * the balancer hears of their services, for which duties may be handed over.
 */

type HeartbeatContext = Context<HeartbeatVars>;

/** Prints those of the addresses that are on real interfaces: `INTERFACE ADDRESS/PREFIX` in a line each. */
export const onInterface = (addresses: readonly string[]): Sh =>
  sh`{ ${joinSh(addresses.map((address) => sh`ip -o addr show to ${showHostCidr(address)}`))}
} | awk '$2 != "lo" { print $2, $4 }'`;

export const givesUp = (addresses: readonly string[]): Sh =>
  sh`${onInterface(addresses)} | while read -r device found; do ip addr del "$found" dev "$device"; done`;

/** Addresses that are not those of the last run, while some of these stay. */
export function comeOrGo(context: HeartbeatContext): boolean {
  const before = servedAddresses(context.facts);
  const now = addressTexts(context.vars);
  if (before.length === 0 || replacedAddresses(context).length > 0) return false;
  return before.length !== now.length || now.some((address) => !before.includes(address));
}

function takes(context: HeartbeatContext): readonly Resource[] {
  const lacking = holdsVirtualAddress(context.host, context.facts) ? lackingAddresses(context) : [];
  if (lacking.length === 0) return [];
  const wanted = virtualAddresses(context.vars).filter(({ ip }) => lacking.includes(ip.text));
  return [
    command({
      key: `this director takes ${listed(lacking)}`,
      name: `take ${listed(lacking)}, beside the virtual addresses that this director has`,
      unless: joinSh(wanted.map(has), ' && '),
      run: takesMissing(context),
    }),
  ];
}

function gives(context: HeartbeatContext): readonly Resource[] {
  const old = oldAddresses(context);
  if (old.length === 0) return [];
  return [
    command({
      key: `this director gives up ${listed(old)}`,
      name: `give up ${listed(old)}`,
      unless: sh`[ -z "$(${onInterface(old)})" ]`,
      run: givesUp(old),
    }),
  ];
}

/** Before the balancer is told: the addresses that come and go. */
export const addressesComeAndGo = defineRole({
  ...base,
  resources: (context: HeartbeatContext) => [
    ...(comeOrGo(context) ? [haresourcesFile(context)] : []),
    ...(replacedAddresses(context).length > 0 ? [] : [...takes(context), ...gives(context)]),
  ],
});
