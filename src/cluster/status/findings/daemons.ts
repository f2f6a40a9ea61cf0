import type { HostStatus } from '../shape.ts';
import { type Finding, isHandingOver, type Seen } from './seen.ts';

/** What heartbeat and ldirectord of a director do not do as they should. */
export const daemons = (host: HostStatus, seen: Seen): readonly Finding[] => [
  ...heartbeat(host, seen).map((message) => ({ host: host.name, message, mendedBy: /^service heartbeat$/ })),
  ...ldirectord(host, seen).map((message) => ({ host: host.name, message, mendedBy: /^service ldirectord$/ })),
];

function heartbeat({ heartbeat: view }: HostStatus, { hosts, active }: Seen): readonly string[] {
  if (view?.running !== true) return ['heartbeat does not run'];
  const isUp = (node: string) => hosts.some((other) => other.name === node && other.state === 'up');
  const deaf = view.peers.filter(({ node, status }) => isUp(node) && status === 'dead');
  const dead = view.links.filter(({ node, status }) => isUp(node) && status !== 'up');
  const takes = active.length === 0 && view.resources === 'transition' && !isHandingOver(hosts);
  return [
    ...deaf.map(({ node }) => `heartbeat takes ${node} for dead, which is up`),
    ...dead.map(({ node, link, status }) => `link ${link} to ${node} is ${status}`),
    ...(takes ? ['heartbeat takes resources over, or takes itself to do so (cl_status rscstatus: transition)'] : []),
  ];
}

/** Where duties pass without a gap it runs on each director, else with the duties. */
function ldirectord({ name, holds, ldirectord: state }: HostStatus, { hosts, answers }: Seen): readonly string[] {
  const runs = state === 'running';
  if (holds.length > 0) return runs ? [] : ['directs, and ldirectord does not run'];
  const everywhere = answers.get(name)?.kernel.passesByLvsDirector === true;
  if (runs === everywhere || isHandingOver(hosts)) return [];
  return runs
    ? ['ldirectord runs on a standby, and fills its LVS table']
    : ['ldirectord does not run, so a fail-over would serve with an old LVS table'];
}
