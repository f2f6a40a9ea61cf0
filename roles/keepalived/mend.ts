import { askActive } from '../../src/cluster/model/active.ts';
import { addressGroups } from '../../src/cluster/model/address-groups.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import { addressTexts } from '../../src/cluster/model/virtual-addresses.ts';
import type { Resource } from '../../src/core/resource.ts';
import { sh } from '../../src/core/sh.ts';
import { service } from '../../src/platform/capabilities/service.ts';
import { command } from '../../src/resources/command.ts';
import { bringAbout } from '../../src/resources/shell/bring-about.ts';
import { splitOf } from './duties.ts';
import { KEEPALIVED_SERVICE } from './process.ts';
import type { KeepalivedVars } from './vars.ts';

/** What hooks, status and saved plans know the step by. */
export const GIVES_UP = 'keepalived starts anew, as another director has the virtual address, too';

/**
 * Where two directors have the virtual address although both are reached: keepalived settles that within an advert once
 * they hear each other, so one that still has it hangs, or does not run. It is ended and started anew.
 */
export function givesUpAddress(context: Context<KeepalivedVars>): readonly Resource[] {
  const { vars, name, platform } = context;
  const split = splitOf(context);
  if (split?.others.includes(name) !== true) return [];
  const stopped = platform.want(service, { ...KEEPALIVED_SERVICE, enabled: true, running: false });
  const started = platform.want(service, { ...KEEPALIVED_SERVICE, enabled: true, running: true });
  return [
    command(
      {
        key: GIVES_UP,
        name: 'restart keepalived: another director has the virtual address, too',
        unless: sh`[ "$(${askActive(addressGroups(vars)[split.group] ?? vars)})" != active ]`,
        run: sh`(${bringAbout(stopped)}) && (${bringAbout(started)})`,
      },
      { impact: () => 'interrupts' },
    ),
  ];
}

/** What is wrong with who has the address, and what this plan does about it. */
export function warnOfSplit(context: Context<KeepalivedVars>): readonly string[] {
  const split = splitOf(context);
  if (split === undefined) return [];
  const address = addressTexts(addressGroups(context.vars)[split.group] ?? context.vars).join(' and ');
  const others = split.others.join(' and ');
  return [
    `SPLIT BRAIN: ${[split.keeper, ...split.others].join(' and ')} have ${address} at the same time; ` +
      `${others} gives it up, and ${split.keeper} keeps it`,
  ];
}
