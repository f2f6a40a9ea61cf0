import { askActive } from '../../src/cluster/model/active.ts';
import { replacedAddresses } from '../../src/cluster/model/holder.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import type { Resource } from '../../src/core/resource.ts';
import { joinSh, type Sh, sh } from '../../src/core/sh.ts';
import { reloadCommand } from '../../src/platform/capabilities/reload-command.ts';
import { resetByInstalling } from '../../src/platform/capabilities/reset-by-installing.ts';
import { service } from '../../src/platform/capabilities/service.ts';
import { block } from '../../src/resources/block.ts';
import { command } from '../../src/resources/command.ts';
import { directory } from '../../src/resources/directory.ts';
import { file } from '../../src/resources/file.ts';
import { bringAbout } from '../../src/resources/shell/bring-about.ts';
import { HTTPS_CHECKS } from '../ldirectord/https-checks.ts';
import { hearsBoth, wantedKey } from './authkeys/key.ts';
import { AUTHKEYS, authkeys, HA_CF, haCf, haresources } from './config.ts';
import { GIVES_UP, isCommand, STANDS_DOWN } from './handover/commands.ts';
import { wholeMessages } from './messages.ts';
import { HEARTBEAT_SERVICE } from './process.ts';
import { HEARTBEAT, software } from './software.ts';
import type { HeartbeatVars } from './vars.ts';

type HeartbeatContext = Context<HeartbeatVars>;

export const ALIKE =
  'directors with different keys, links or timings take each other for dead, and both take the virtual address';

/** The one key that is left when all is done. */
function authkeysOf(context: HeartbeatContext): string {
  const { token, number } = wantedKey(context);
  return authkeys(token, { number });
}

/** On a live cluster the virtual address changes on all directors or on none. */
const together = (context: HeartbeatContext): { readonly mustMatchPeers?: string } =>
  replacedAddresses(context).length === 0
    ? {}
    : { mustMatchPeers: 'directors with different virtual addresses do not take over from each other' };

/** Which addresses go where; heartbeat reads it anew each time that it takes duties over or gives them up. */
export const haresourcesFile = (context: HeartbeatContext): Resource =>
  file(
    { path: '/etc/ha.d/haresources', content: haresources(context) },
    { ...resetByInstalling(context, software), ...together(context) },
  );

/** All that heartbeat reads. */
function files(context: HeartbeatContext): readonly Resource[] {
  const reset = resetByInstalling(context, software);
  return [
    // For ldirectord, its child. Read by heartbeat's own unit (EnvironmentFile), which passes over lines without `=`, and by
    // its init script, which exports nothing by itself.
    block({
      path: '/etc/sysconfig/heartbeat',
      name: 'ldirectord',
      content: `${HTTPS_CHECKS}\nexport ${HTTPS_CHECKS.split('=')[0]}`,
    }),
    file({ path: HA_CF, content: haCf(context) }, { ...reset, mustMatchPeers: ALIKE }),
    haresourcesFile(context),
    file({ path: AUTHKEYS, content: authkeysOf(context), mode: '0600' }, { ...reset, mustMatchPeers: ALIKE }),
  ];
}

/** The service's own way is a restart, which gives the virtual address up; this one keeps it (measured). */
const reload = ({ platform }: HeartbeatContext): readonly Resource[] =>
  platform.want(reloadCommand, { service: 'heartbeat', command: `${HEARTBEAT} -r` });

/** Heartbeat as it is wanted, running with its files. */
export function running(context: HeartbeatContext): readonly Resource[] {
  const uses = files(context);
  const wanted = { ...HEARTBEAT_SERVICE, enabled: true, running: true, onChange: 'reload' } as const;
  const stoodDown = [...context.earlier.values()].filter(
    (one) => isCommand(STANDS_DOWN)(one) || isCommand(GIVES_UP)(one),
  );
  const { resetBy = [] } = resetByInstalling(context, software);
  const relations = { uses, resetBy: [...resetBy, ...stoodDown.map((resource) => ({ resource }))] };
  return [
    directory({ path: '/etc/sysconfig' }),
    wholeMessages(),
    ...reload(context),
    ...uses,
    ...context.platform.want(service, wanted, relations),
  ];
}

/** The files, and no heartbeat that runs with others than it finds, when links or keys have changed. */
export function standingDown(context: HeartbeatContext): readonly Resource[] {
  const uses = files(context);
  // Where both keys were heard on the way, both directors sign with the new one by now.
  const paths = hearsBoth(context) ? [HA_CF] : [HA_CF, AUTHKEYS];
  const decisive = uses.filter(({ files = [] }) => files.some((path) => paths.includes(path)));
  const stopped = context.platform.want(service, { ...HEARTBEAT_SERVICE, enabled: false, running: false });
  return [
    directory({ path: '/etc/sysconfig' }),
    ...uses,
    command(
      {
        key: STANDS_DOWN,
        name: 'stop heartbeat on the standby until the active director has the same ha.cf and keys',
        unless: sh`true`,
        // Not at boot either: a reboot in between would start it with what the active director has not got yet.
        run: bringAbout(stopped),
      },
      // It gives up what it has.
      { resetBy: decisive.map((resource) => ({ resource })), impact: () => 'interrupts' },
    ),
  ];
}

/**
 * What `cl_status rscstatus` says of a node that is busy with no resource: it has them, or it has handed its duties over in
 * this very run. With no other director alive to agree with it says `transition` for ever (measured): having the address
 * is all there is then.
 */
export function settled({ name, vars, directors }: HeartbeatContext): Sh {
  const others = directors.map((director) => director.name).filter((other) => other !== name);
  const is = (duty: 'active' | 'standby'): Sh => sh`[ "$(${askActive(vars)})" = ${duty} ]`;
  const isDead = (other: string): Sh => sh`[ "$(cl_status nodestatus ${other} 2>/dev/null)" = dead ]`;
  return sh`case $(cl_status rscstatus 2>/dev/null) in
  all | local) ;;
  none) ${is('standby')} ;;
  transition) ${joinSh([...others.map(isDead), is('active')], ' && ')} ;;
  *) false ;;
esac`;
}

/** Heartbeat as it is wanted on the director that serves, and through with its reload before anything else is begun. */
export function serving(context: HeartbeatContext): readonly Resource[] {
  const resources = running(context);
  const others = context.directors.map(({ name }) => name).filter((name) => name !== context.name);
  const settle = command(
    {
      key: 'heartbeat serves again',
      name: 'wait until heartbeat is back in service',
      unless: sh`true`,
      // Right after the signal it still answers as before, so once is not enough.
      run: sh`tries=0 settled=0
until [ $settled -ge 3 ]; do
  if ${settled(context)}; then settled=$((settled+1)); else settled=0; fi
  tries=$((tries+1))
  [ $tries -lt 90 ] || {
    echo "heartbeat does not get settled: $(cl_status rscstatus 2>&1)"
    for other in ${others}; do echo "$other: $(cl_status nodestatus "$other" 2>&1)"; done
    exit 1
  } >&2
  sleep 1
done`,
    },
    { resetBy: resources.slice(-1).map((resource) => ({ resource })) },
  );
  return [...resources, settle];
}
