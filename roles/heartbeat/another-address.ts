import { oldAddresses, replacedAddresses } from '../../src/cluster/model/holder.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import { addressTexts } from '../../src/cluster/model/virtual-addresses.ts';
import { listed } from '../../src/cluster/stack/names.ts';
import type { Resource } from '../../src/core/resource.ts';
import { sh } from '../../src/core/sh.ts';
import { command } from '../../src/resources/command.ts';
import { givesUp, onInterface } from './come-and-go.ts';
import { startsDuty } from './mend.ts';
import type { HeartbeatVars } from './vars.ts';

/*
 * heartbeat starts what haresources names when a node takes duties over, and never because the file has changed
 * (measured): it would hold the old address for good, and nobody would take the new one. So its own program does that
 * by hand, on the director that is active, once both directors have the new file: whoever takes over next does it for
 * the new address, and gives the new one up. Where some of several stay, see come-and-go.ts.
 */

/** Those that the active director has of addresses which all change at once. */
const replaced = (context: Context<HeartbeatVars>): readonly string[] =>
  replacedAddresses(context).length === 0 ? [] : oldAddresses(context);

/** On the director that has the old virtual addresses: takes the new ones in their place. */
export function becomesAnother(context: Context<HeartbeatVars>): readonly Resource[] {
  const old = replaced(context);
  if (old.length === 0) return [];
  const words = `${listed(addressTexts(context.vars))} in place of ${listed(old)}`;
  return [
    command({
      key: `this director takes ${words}`,
      name: `take ${words}`,
      unless: sh`[ -z "$(${onInterface(old)})" ]`,
      run: sh`set -e
${startsDuty(context)} >&2
${givesUp(old)}`,
    }),
  ];
}

/** What clients will feel of it, before it is approved. */
export function tellsOfAnother(context: Context<HeartbeatVars>): readonly string[] {
  const old = replaced(context);
  if (old.length === 0) return [];
  const now = addressTexts(context.vars);
  return [
    `the virtual address changes to ${listed(now)}: clients lose ${listed(old)} and their connections as soon as this starts, and ` +
      `${listed(now)} ${now.length === 1 ? 'serves' : 'serve'} when it is done; all nodes are changed at once, without checks in between`,
  ];
}
