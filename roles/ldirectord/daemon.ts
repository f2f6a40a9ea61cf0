import { holdsVirtualAddress } from '../../src/cluster/model/holder.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import { SERVERS } from '../../src/cluster/services/servers.ts';
import type { Impact, Resource } from '../../src/core/resource.ts';
import { sh } from '../../src/core/sh.ts';
import { resetByInstalling } from '../../src/platform/capabilities/reset-by-installing.ts';
import { service } from '../../src/platform/capabilities/service.ts';
import { startCommand } from '../../src/platform/capabilities/start-command.ts';
import { stopCommand } from '../../src/platform/capabilities/stop-command.ts';
import { command } from '../../src/resources/command.ts';
import { load } from '../../src/resources/load.ts';
import { TO_CLASSIC } from '../heartbeat/handover/commands.ts';
import { firstDuty, type Handover, handoverOf, LVS_DIRECTOR, partingDuty } from '../heartbeat/handover/possible.ts';
import { HEARTBEAT_SERVICE } from '../heartbeat/process.ts';
import { HTTPS_CHECKS } from './https-checks.ts';
import { outOfAllAfter } from './out-after.ts';
import { LDIRECTORD_SERVICE } from './process.ts';
import { ldirectord as software } from './software.ts';
import type { LdirectordVars } from './vars.ts';

/** ldirectord that rereads its file, or starts anew, removes and adds entries of the table for a moment. */
export const ofLdirectord = (): Impact => 'interrupts';

/** Who runs ldirectord, and when. */
export const daemon = (context: Context<LdirectordVars>, handover: Handover): readonly Resource[] =>
  handover === 'classic' ? heartbeats(context) : everywhere(context);

/**
 * Heartbeat's ldirectord is a process of its own that systemd knows nothing of: a unit that runs is a second one, started
 * by the package. An init script, though, would stop the one that heartbeat runs; packages start none there.
 */
function heartbeats(context: Context<LdirectordVars>): readonly Resource[] {
  const stopped = context.facts.init === 'systemd' ? { running: false } : {};
  const off = { ...LDIRECTORD_SERVICE, enabled: false, ...stopped };
  return context.platform.want(service, off, { ...resetByInstalling(context, software), impact: ofLdirectord });
}

/**
 * What heartbeat has not started itself: it took the duty over while the init system ran ldirectord. The only director that
 * is left has taken it over, or will in this very run.
 */
export function startOnActive(context: Context<LdirectordVars>): readonly Resource[] {
  const serves = holdsVirtualAddress(context.host, context.facts);
  if (handoverOf(context) !== 'classic' || (!serves && context.directors.length > 1)) return [];
  const runs = sh`ldirectord ldirectord.cf status`;
  return [
    command({
      key: TO_CLASSIC,
      name: 'start ldirectord on the active director',
      // Elsewhere heartbeat starts it when it takes the duty over.
      unless: serves ? runs : sh`${runs} || ! grep -qs '^[^#]*LVSDirector' /etc/ha.d/haresources`,
      run: sh`env ${HTTPS_CHECKS} ldirectord ldirectord.cf start`,
    }),
  ];
}

/** Where it does not look at its configuration by itself, it is told of a change; before it is started, as that reads it too. */
export const reloadWithoutAutoreload = (
  { vars }: Context<LdirectordVars>,
  configuration: Resource,
): readonly Resource[] =>
  vars.ldirectord.autoreload
    ? []
    : [
        load(
          {
            name: 'ldirectord.cf',
            runs: sh`ldirectord ldirectord.cf status >/dev/null 2>&1`,
            reload: sh`ldirectord ldirectord.cf reload`,
          },
          { uses: [configuration] },
        ),
      ];

/** ldirectord(8) names its pid file after its argument, which heartbeat gives it as haresources has it. */
const HEARTBEATS_PID = '/var/run/ldirectord.ldirectord.cf.pid';
const runsByHeartbeat = sh`{ { read -r pid < ${HEARTBEATS_PID}; } 2>/dev/null && grep -q ldirectord "/proc/$pid/cmdline" 2>/dev/null; }`;

/** On every director at all times. Before it fills the table, the node has to know that it does not direct. */
function everywhere(context: Context<LdirectordVars>): readonly Resource[] {
  const { platform } = context;
  const prepare = [LVS_DIRECTOR, ...firstDuty(context), 'prepare'].join(' ');
  const starts = platform.want(startCommand, { service: 'ldirectord', command: prepare, environment: HTTPS_CHECKS });
  // A host that shuts down hands over with its table and its servers as they are.
  const stops = platform.want(stopCommand, {
    service: HEARTBEAT_SERVICE.name,
    stopsBefore: [LDIRECTORD_SERVICE.name, ...SERVERS],
    command: [LVS_DIRECTOR, ...partingDuty(context), 'leave', outOfAllAfter(context.vars)].join(' '),
  });
  const alone = command({
    key: "ldirectord is the init system's, not heartbeat's",
    name: 'stop the ldirectord that heartbeat started',
    unless: sh`! ${runsByHeartbeat}`,
    // Killed, it leaves the table as it is; asked to stop, it would take every service away.
    run: sh`if ${runsByHeartbeat}; then kill -KILL "$pid"; fi
rm -f ${HEARTBEATS_PID}`,
  });
  const on = { ...LDIRECTORD_SERVICE, enabled: true, running: true };
  const relations = { uses: starts, ...resetByInstalling(context, software), impact: ofLdirectord };
  return [...starts, ...stops, alone, ...platform.want(service, on, relations)];
}
