import { oneActive as oneIsActive } from '../../src/cluster/model/one-active.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import { SETTLES_WITHIN } from '../../src/cluster/model/timing.ts';
import { type Check, check } from '../../src/core/check.ts';
import { DIGEST_MARK } from '../../src/core/secrets.ts';
import { type Sh, sh } from '../../src/core/sh.ts';
import { service } from '../../src/platform/capabilities/service.ts';
import { asWanted } from '../../src/resources/as-wanted.ts';
import { authkeysComplaint } from './authkeys/complaint.ts';
import { linksComplaint } from './cl-status.ts';
import { AUTHKEYS } from './config.ts';
import { linkName } from './links.ts';
import { logCheck } from './log.ts';
import { HEARTBEAT_SERVICE } from './process.ts';
import type { HeartbeatVars } from './vars.ts';

type HeartbeatContext = Context<HeartbeatVars>;

export const checks = (context: HeartbeatContext): readonly Check[] => [
  check('is known to heartbeat by its node name', context.name, sh`uname -n`, ({ stdout }) =>
    stdout.trim() === context.name ? undefined : `uname -n is '${stdout.trim()}', wanted ${context.name}`,
  ),
  ...asWanted(
    'heartbeat starts at boot (run levels 2 3 4 5)',
    context.name,
    context.platform.want(service, { ...HEARTBEAT_SERVICE, enabled: true }),
  ),
  check(
    'heartbeat is up',
    context.name,
    sh`cl_status hbstatus`,
    ({ code, stdout }) => (code === 0 ? undefined : stdout.trim() || 'heartbeat does not answer'),
    { withinSeconds: SETTLES_WITHIN },
  ),
  logCheck(context),
  ...hearing(context),
];

/** What a director sees of the others. */
export const hearing = (context: HeartbeatContext): readonly Check[] => [...others(context), ...links(context)];

function others({ name, directors }: HeartbeatContext): readonly Check[] {
  const names = directors.map((director) => director.name).filter((other) => other !== name);
  if (names.length === 0) return [];
  return [
    check(
      'heartbeat sees every other director',
      name,
      sh`for node in ${names}; do echo "$node: $(cl_status nodestatus "$node" 2>&1 | head -n 1)"; done`,
      ({ stdout }) => {
        const lost = stdout.split('\n').filter((line) => line !== '' && !line.endsWith(': active'));
        return lost.length === 0 ? undefined : lost.join('; ');
      },
      { withinSeconds: SETTLES_WITHIN },
    ),
  ];
}

/** Every link to every other director; a node's own are no sign of anything (cl_status(1)). */
function links({ name, vars, directors }: HeartbeatContext): readonly Check[] {
  const others = directors.map((director) => director.name).filter((other) => other !== name);
  if (others.length === 0) return [];
  const names = vars.heartbeat.links.map(linkName);
  const ask = sh`for node in ${others}; do for link in ${names}; do
  echo "$node $link $(cl_status hblinkstatus "$node" "$link" 2>&1 | head -n 1)"
done; done`;
  return [check('heartbeat links are alive', name, ask, linksComplaint, { withinSeconds: SETTLES_WITHIN })];
}

const asksOf = (contexts: readonly HeartbeatContext[], ask: (context: HeartbeatContext) => Sh) =>
  Object.fromEntries(contexts.map((context) => [context.name, ask(context)]));

/** The cluster has one active director, neither none nor two. */
export const oneActive = (contexts: readonly HeartbeatContext[]): readonly Check[] =>
  oneIsActive(contexts, `to see why, run on each: cl_status rscstatus, and look at ${logsOf(contexts)}`);

const logsOf = (contexts: readonly HeartbeatContext[]): string =>
  [...new Set(contexts.map(({ vars }) => vars.logging.file))].join(' or ');

export function clusterChecks(contexts: readonly HeartbeatContext[]): readonly Check[] {
  return [
    ...oneActive(contexts),
    {
      name: 'authkeys is 0600 root:root and the same on every director',
      // The file itself stays where it is: its digest arrives as the wanted content or as another.
      asks: asksOf(
        contexts,
        () => sh`stat -c '%a %U:%G' ${AUTHKEYS} && printf %s ${DIGEST_MARK} && sha256sum <${AUTHKEYS}`,
      ),
      failure: authkeysComplaint,
    },
  ];
}
