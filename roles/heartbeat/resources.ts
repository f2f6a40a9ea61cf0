import type { Resource } from '../../src/core/resource.ts';
import type { Context } from '../../src/core/role.ts';
import { sh } from '../../src/core/sh.ts';
import { block } from '../../src/resources/block.ts';
import { command } from '../../src/resources/command.ts';
import { directory } from '../../src/resources/directory.ts';
import { file } from '../../src/resources/file.ts';
import { HTTPS_CHECKS } from '../shared/https-checks.ts';
import { resetByInstalling } from '../shared/installed.ts';
import { AUTHKEYS, authkeys, haCf, haresources } from './config.ts';
import type { HeartbeatVars } from './vars.ts';

type HeartbeatContext = Context<HeartbeatVars>;

const HA_CF = '/etc/ha.d/ha.cf';

const ALIKE =
  'directors with different keys, links or timings take each other for dead, and both take the virtual address';

/** All that heartbeat reads. */
function files(context: HeartbeatContext): readonly Resource[] {
  const reset = resetByInstalling(context, 'heartbeat');
  return [
    // Read by heartbeat's own unit (EnvironmentFile); ldirectord, its child, inherits it.
    block({ path: '/etc/sysconfig/heartbeat', name: 'ldirectord', content: HTTPS_CHECKS }),
    file({ path: HA_CF, content: haCf(context) }, { ...reset, alike: ALIKE }),
    file({ path: '/etc/ha.d/haresources', content: haresources(context) }, reset),
    file({ path: AUTHKEYS, content: authkeys(context.secrets['key'] ?? ''), mode: '0600' }, { ...reset, alike: ALIKE }),
  ];
}

/** The service's own way is a restart, which gives the virtual address up; this one keeps it (measured). */
const reload = ({ platform }: HeartbeatContext): readonly Resource[] =>
  platform.reloadsBy({ service: 'heartbeat', command: `${platform.paths.heartbeat} -r` });

/** Heartbeat as it is wanted, running with its files. */
export function running(context: HeartbeatContext): readonly Resource[] {
  const uses = files(context);
  const service = { name: 'heartbeat', enabled: true, running: true, onChange: 'reload' } as const;
  const relations = { uses, ...resetByInstalling(context, 'heartbeat') };
  return [
    directory({ path: '/etc/sysconfig' }),
    ...reload(context),
    ...uses,
    context.platform.service(service, relations),
  ];
}

/** The files, and no heartbeat that runs with others than it finds, when links or keys have changed. */
export function standingDown(context: HeartbeatContext): readonly Resource[] {
  const uses = files(context);
  const decisive = uses.filter(({ files = [] }) => files.some((path) => path === HA_CF || path === AUTHKEYS));
  const stopped = context.platform.service({ name: 'heartbeat', enabled: true, running: false });
  return [
    directory({ path: '/etc/sysconfig' }),
    ...uses,
    command(
      {
        name: 'heartbeat stands down until the active director has the same links and keys',
        unless: sh`true`,
        run: stopped.apply(() => false).run,
      },
      { resetBy: decisive.map((resource) => ({ resource })) },
    ),
  ];
}

/** What `cl_status rscstatus` says of a node that has its resources and is busy with none. */
const SETTLED = sh`case $(cl_status rscstatus 2>/dev/null) in all | local) ;; *) false ;; esac`;

/** Heartbeat as it is wanted on the director that serves, and through with its reload before anything else is begun. */
export function serving(context: HeartbeatContext): readonly Resource[] {
  const resources = running(context);
  const settle = command(
    {
      name: 'heartbeat serves again',
      unless: sh`true`,
      // Right after the signal it still answers as before, so once is not enough.
      run: sh`tries=0 settled=0
until [ $settled -ge 3 ]; do
  if ${SETTLED}; then settled=$((settled+1)); else settled=0; fi
  tries=$((tries+1))
  [ $tries -lt 90 ] || { echo "heartbeat does not get settled: $(cl_status rscstatus 2>&1)" >&2; exit 1; }
  sleep 1
done`,
    },
    { resetBy: resources.slice(-1).map((resource) => ({ resource })) },
  );
  return [...resources, settle];
}
