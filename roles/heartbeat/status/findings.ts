import type { AnsweringDirector } from '../../../src/cluster/ports/status.ts';
import type { Finding, Seen } from '../../../src/cluster/status/findings/seen.ts';
import { balances } from '../../../src/cluster/status/kernel.ts';
import { answerTo } from '../../../src/cluster/status/probe.ts';
import { handoverComplaint } from '../handover/checks.ts';
import { MENDS } from './mends.ts';
import { files } from './probes.ts';
import { heartbeatView } from './view.ts';

/** What heartbeat on a director does not do as it should, and what keeps it from doing so the next time. */
export function findings(director: AnsweringDirector, seen: Seen): readonly Finding[] {
  const finding = (mendedBy: RegExp) => (message: string) => ({ host: director.host.name, message, mendedBy });
  return [
    ...daemon(director, seen).map(finding(/^service heartbeat$/)),
    ...keys(director).map(finding(/authkeys/)),
    ...(seen.handingOver ? [] : direction(director)).map(finding(MENDS.table)),
  ];
}

function daemon({ answer }: AnsweringDirector, { hosts, active, handingOver }: Seen): readonly string[] {
  const { running, peers, links, resources } = heartbeatView(answer);
  if (!running) return ['heartbeat does not run'];
  const isUp = (node: string) => hosts.some((other) => other.name === node && other.state === 'up');
  const deaf = peers.filter(({ node, status }) => isUp(node) && status === 'dead');
  const dead = links.filter(({ node, status }) => isUp(node) && status !== 'up');
  const takes = active.length === 0 && resources === 'transition' && !handingOver;
  return [
    ...deaf.map(({ node }) => `heartbeat sees ${node} as dead, but ${node} is up`),
    ...dead.map(({ node, link, status }) => `link ${link} to ${node} is ${status}`),
    ...(takes ? ['heartbeat is taking over, or believes that it is (cl_status rscstatus: transition)'] : []),
  ];
}

/** heartbeat refuses to start with keys that others may read; one that runs does not look again. */
function keys({ answer }: AnsweringDirector): readonly string[] {
  const mode = answerTo(answer.said, files)?.authkeys;
  if (mode === undefined || mode.endsWith('00')) return [];
  return [`/etc/ha.d/authkeys has mode ${mode}, wanted 600: heartbeat does not start with it again`];
}

/** Where duties pass by LVSDirector: whether the director balances, and tells and hears of connections, as the other needs it. */
function direction({ host, answer: { said, kernel } }: AnsweringDirector): readonly string[] {
  const active = host.holds.length > 0;
  // A standby that balances is told as just that, whatever the stack.
  if (answerTo(said, files)?.passesByLvsDirector !== true || (!active && balances(kernel))) return [];
  const { backupOnly = '', sloppyTcp = '0', syncDaemons, services } = kernel;
  const complaint = handoverComplaint(
    [active ? 'active' : 'standby', backupOnly, sloppyTcp, ...syncDaemons].join('\n'),
  );
  if (complaint === undefined) return [];
  return [`${complaint}${active && services > 0 && !balances(kernel) ? ', so it balances nothing' : ''}`];
}
