import { IPVS } from '../../../src/cluster/ipvs/ask.ts';
import { SYNC_SETTINGS } from '../../../src/cluster/ipvs/sync-settings.ts';
import { askActive } from '../../../src/cluster/model/active.ts';
import { oldAddresses, replacedAddresses } from '../../../src/cluster/model/holder.ts';
import { ndpText } from '../../../src/cluster/model/ndp.ts';
import type { Context } from '../../../src/cluster/model/role.ts';
import { firstAddress, hasIpv6 } from '../../../src/cluster/model/virtual-addresses.ts';
import { resetByLeaving } from '../../../src/cluster/stack/cleared.ts';
import type { Platform } from '../../../src/core/platform.ts';
import type { Resource } from '../../../src/core/resource.ts';
import { joinSh, type Sh, sh } from '../../../src/core/sh.ts';
import { kernelModules } from '../../../src/platform/capabilities/kernel-modules.ts';
import { kernelSettings } from '../../../src/platform/capabilities/kernel-settings.ts';
import { resetByInstalling } from '../../../src/platform/capabilities/reset-by-installing.ts';
import { startCommand } from '../../../src/platform/capabilities/start-command.ts';
import { command } from '../../../src/resources/command.ts';
import { file } from '../../../src/resources/file.ts';
import { software } from '../software.ts';
import { AT_WORK, NOTE } from './at-work.ts';
import { ANYWHERE, DIRECTS, HEARS, WHOLE } from './commands.ts';
import { duty, LVS_DIRECTOR } from './possible.ts';
import { lvsDirector, lvsDirectorLibrary, NDP_PROGRAM } from './programs.ts';
import type { HandoverVars } from './vars.ts';

type HandoverContext = Context<HandoverVars>;
const shutsDown = (platform: Platform): Sh =>
  platform.why(startCommand) === undefined ? platform.ask(startCommand).shutsDown : sh`false`;

/** A director that hears of the other's connections, and directs only while it has the duty. */
export function makeBeforeBreak(context: HandoverContext): readonly Resource[] {
  const { platform } = context;
  const reset = resetByInstalling(context, software);
  const modules = platform.want(kernelModules, ['ip_vs']);
  const files = [
    file(
      {
        path: '/etc/ha.d/lvs-director.sh',
        content: lvsDirectorLibrary({ shutsDown: shutsDown(platform) }),
      },
      reset,
    ),
    file({ path: LVS_DIRECTOR, content: lvsDirector(), mode: '0755' }, reset),
    ...(hasIpv6(context.vars) ? [file({ path: NDP_PROGRAM, content: ndpText(), mode: '0755' }, reset)] : []),
  ];
  const { ip, interface: device } = firstAddress(context.vars);
  const syncId = ip.text.slice(ip.text.lastIndexOf('.') + 1);
  const tool = sh`${LVS_DIRECTOR} ${duty(context)}`;
  const ready = command(
    {
      name: 'receive the connections of the other director (IPVS sync)',
      key: HEARS,
      unless: sh`${IPVS}ipvs -L --daemon 2>/dev/null | grep -q ${`^backup sync daemon (mcast=${device}, syncid=${syncId}[,)]`}`,
      // One that has the address goes on directing with it; one that has not stands by.
      run: joinSh([sh`${tool} adopt`, sh`${tool} prepare`]),
    },
    resetByLeaving(context),
  );
  // What a person or another program has set otherwise: two tables in force send connections to and fro.
  const directs = command({
    name: 'balance only while this director has the virtual address',
    key: DIRECTS,
    unless: sh`${IPVS}${AT_WORK} || {
  duty=$(${askActive(context.vars)})
  case $duty:$(cat /proc/sys/net/ipv4/vs/backup_only):$(ipvs -L --daemon 2>/dev/null | grep -c '^master sync daemon') in
    active:0:1 | standby:1:0) ;;
    *) false ;;
  esac
}`,
    run: joinSh([sh`${tool} adopt`, sh`${tool} prepare`]),
  });
  // Whom LVSDirector ended half-way, and nobody came after.
  const whole = command({
    name: 'finish the last hand-over',
    key: WHOLE,
    unless: sh`[ ! -e ${NOTE} ] || ${AT_WORK}`,
    run: joinSh([sh`${tool} adopt`, sh`${tool} prepare`]),
  });
  // One that has the address of before does both when it takes the new one.
  const replaces = replacedAddresses(context).length > 0 && oldAddresses(context).length > 0;
  const now = replaces ? [] : [ready, directs, whole];
  return [
    ...modules,
    ...platform.want(kernelSettings, { name: 'handover', settings: SYNC_SETTINGS }),
    ...files,
    ...now,
  ];
}

/**
 * None of it: IPVS directs wherever it has a table, which is one director's at a time. The program stays, for as long as
 * haresources may name it.
 */
export const classic = ({ vars }: HandoverContext): readonly Resource[] => [
  command({
    name: 'balance wherever there is an IPVS table (on one director)',
    key: ANYWHERE,
    unless: sh`${IPVS}! ipvs -L --daemon 2>/dev/null | grep -q 'sync daemon'`,
    // A hand-over that is under way would start the daemons again.
    run: sh`n=0
while [ -e /run/lvs-director ] && [ $n -lt 90 ]; do n=$((n+1)); sleep 1; done
[ "$(${askActive(vars)})" = active ] || ipvsadm -C
for setting in backup_only sloppy_tcp; do echo 0 > "/proc/sys/net/ipv4/vs/$setting"; done
for daemon in master backup; do ipvsadm --stop-daemon "$daemon" 2>/dev/null || :; done`,
  }),
];
