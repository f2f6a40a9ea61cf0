import { oldAddress } from '../../src/cluster/model/holder.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import { virtualAddress } from '../../src/cluster/model/segment.ts';
import { showHostCidr } from '../../src/core/address/cidr.ts';
import type { Resource } from '../../src/core/resource.ts';
import { sh } from '../../src/core/sh.ts';
import { command } from '../../src/resources/command.ts';
import { startsDuty } from './mend.ts';
import type { HeartbeatVars } from './vars.ts';

/*
 * heartbeat starts what haresources names when a node takes duties over, and never because the file has changed
 * (measured): it would hold the old address for good, and nobody would take the new one. So its own program does that
 * by hand, on the director that is active, once both directors have the new file: whoever takes over next does it for
 * the new address, and gives the new one up.
 */

/** On the director that has the old virtual address: takes the new one in its place. */
export function becomesAnother(context: Context<HeartbeatVars>): readonly Resource[] {
  const { vars } = context;
  const old = oldAddress(context);
  if (old === undefined) return [];
  const { address } = virtualAddress(vars);
  const holders = sh`ip -4 -o addr show to ${showHostCidr(old)} | awk '$2 != "lo" { print $2, $4 }'`;
  return [
    command({
      key: `this director takes ${address} in place of ${old}`,
      name: `take ${address} in place of ${old}`,
      unless: sh`[ -z "$(${holders})" ]`,
      run: sh`set -e
${startsDuty(context)} >&2
${holders} | while read -r device found; do ip addr del "$found" dev "$device"; done`,
    }),
  ];
}

/** What clients will feel of it, before it is approved. */
export function tellsOfAnother(context: Context<HeartbeatVars>): readonly string[] {
  const old = oldAddress(context);
  if (old === undefined) return [];
  const { address } = virtualAddress(context.vars);
  return [
    `the virtual address changes to ${address}: clients lose ${old} and their connections as soon as this starts, and ` +
      `${address} serves when it is done; all nodes are changed at once, without checks in between`,
  ];
}
