import { askActive } from '../../src/cluster/model/active.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import {
  firstAddress,
  showAddress,
  type VirtualAddress,
  virtualAddresses,
} from '../../src/cluster/model/virtual-addresses.ts';
import { listed } from '../../src/cluster/stack/names.ts';
import { showHostCidr } from '../../src/core/address/cidr.ts';
import type { Resource } from '../../src/core/resource.ts';
import { joinSh, type Sh, sh } from '../../src/core/sh.ts';
import { service } from '../../src/platform/capabilities/service.ts';
import { command } from '../../src/resources/command.ts';
import { bringAbout } from '../../src/resources/shell/bring-about.ts';
import { HTTPS_CHECKS } from '../ldirectord/https-checks.ts';
import { ipAddr2 } from './config.ts';
import { splitOf, takerOf } from './duties.ts';
import { RIGHTLY_AT_WORK } from './handover/at-work.ts';
import { GIVES_UP, TAKES } from './handover/commands.ts';
import { duty, handoverOf, LVS_DIRECTOR } from './handover/possible.ts';
import { HEARTBEAT_SERVICE } from './process.ts';
import type { HeartbeatVars } from './vars.ts';

type HeartbeatContext = Context<HeartbeatVars>;

/** Starts by hand what haresources names, as heartbeat does when it takes duties over. */
export const startsDuty = (context: HeartbeatContext): Sh =>
  handoverOf(context) === 'classic' ? startsAddresses(context) : sh`${LVS_DIRECTOR} ${duty(context)} start`;

/** The classic way; a director that has some of the addresses is given the others. */
const startsAddresses = ({ vars }: HeartbeatContext): Sh =>
  joinSh(
    ipAddr2(vars).map((place) => sh`/etc/ha.d/resource.d/IPaddr2 ${place} start`),
    ' && ',
  );

/** Completes the addresses of a director that has some of them. */
export const takesMissing = (context: HeartbeatContext): Sh =>
  handoverOf(context) === 'classic' ? startsAddresses(context) : sh`${LVS_DIRECTOR} ${duty(context)} adopt`;

/** How long heartbeat may take to bring it about by itself, in seconds: after a start it waits for the other first. */
const BY_ITSELF = 60;

/** On one director, where nobody has the virtual address for good: it takes it. */
export function takesAddress(context: HeartbeatContext): readonly Resource[] {
  const { vars, name, directors } = context;
  if (takerOf(context) !== name) return [];
  const { ip, interface: device } = firstAddress(vars);
  const { text: address } = ip;
  // Duplicate address detection exits with 1 when it hears somebody; see arping(8).
  const served = sh`{ [ "$(${askActive(vars)})" = active ] || {
  arping -D -q -f -c 2 -w 3 -I ${device} ${address} >/dev/null 2>&1
  [ $? -eq 1 ]
}; }`;
  const preferred = directors[0]?.name === name ? 'local' : 'all';
  // Where heartbeat starts ldirectord, too, it has it or has lost it as well.
  const balances =
    handoverOf(context) === 'classic'
      ? sh`ldirectord ldirectord.cf status >/dev/null 2>&1 || env ${HTTPS_CHECKS} ldirectord ldirectord.cf start >&2`
      : sh`:`;
  return [
    command({
      key: TAKES,
      name:
        virtualAddresses(vars).length === 1
          ? 'take the virtual address, which no director has'
          : 'take the virtual addresses, which no director has',
      unless: served,
      // Heartbeat that has the resources by its own account takes nothing any more; of any other state it may yet come out.
      run: sh`tries=0 sure=0
until ${served}; do
  tries=$((tries+1))
  if ${RIGHTLY_AT_WORK}; then sure=0
  else case $(cl_status rscstatus 2>/dev/null) in all | ${preferred}) sure=$((sure+1)) ;; *) sure=0 ;; esac
  fi
  if [ $sure -ge 3 ] || [ $tries -ge ${BY_ITSELF} ]; then
    ${balances}
    ${startsDuty(context)} >&2 || exit
    break
  fi
  sleep 1
done
${served} || { echo "nobody has "${address}" even now; heartbeat says here: $(cl_status rscstatus 2>&1)" >&2; exit 1; }`,
    }),
  ];
}

/** How long it may take to give the address up, in seconds: a hand-over that is under way has 60 and some more. */
const GIVEN_UP_WITHIN = 90;

/** Where two directors have the virtual address: all but one of them stop heartbeat, which the role then starts again. */
export function givesUpAddress(context: HeartbeatContext): readonly Resource[] {
  const { vars, name, platform } = context;
  if (splitOf(context)?.others.includes(name) !== true) return [];
  const holds = sh`[ "$(${askActive(vars)})" = active ]`;
  const stopped = platform.want(service, { ...HEARTBEAT_SERVICE, enabled: false, running: false });
  return [
    command({
      key: GIVES_UP,
      name: 'stop heartbeat: another director has the virtual address, too',
      unless: sh`! ${holds}`,
      run: sh`(${bringAbout(stopped)}) || exit
n=0
while ${holds} && [ $n -lt ${GIVEN_UP_WITHIN} ]; do n=$((n+1)); sleep 1; done
# Nobody gives up what heartbeat did not know of.
${joinSh(virtualAddresses(vars).map(takenAway))}`,
    }),
  ];
}

const takenAway = ({ ip, interface: device }: VirtualAddress): Sh =>
  sh`ip ${`-${ip.family}`} -o addr show dev ${device} to ${showHostCidr(ip.text)} | while read -r _ device _ found _; do ip addr del "$found" dev "$device"; done`;

/** What is wrong with who has the addresses, and what this plan does about it. */
export function warnOfDuties(context: HeartbeatContext): readonly string[] {
  const address = listed(virtualAddresses(context.vars).map(showAddress));
  const split = splitOf(context);
  if (split !== undefined)
    return [
      `SPLIT BRAIN: ${[split.keeper, ...split.others].join(' and ')} have ${address} at the same time; ` +
        `${split.others.join(' and ')} gives it up, and ${split.keeper} keeps it`,
    ];
  const taker = takerOf(context);
  return taker === undefined
    ? []
    : [`no director has ${address}, so nobody serves; unless heartbeat does it first, ${taker} takes it`];
}
